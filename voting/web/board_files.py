"""The board's files, byte for byte as they were signed: for programs, and for whoever keeps a copy.

Full pages of entries, checkpoints and manifests never change, so browsers and proxies may keep them for good.
"""

import hashlib
import re

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from voting.storage.board import find_checkpoint, read_lines
from voting.storage.elections import read_manifest_file

PAGE_ENTRIES = 1000
"""Entries in a page of the board: half a megabyte or so."""

_KEPT = "public, max-age=31536000, immutable"
_ASKED_AGAIN = "public, no-cache"
_NUMBER = r"(0|[1-9]\d{0,8})"


@get("/cycles/{cycle:str}/board/entries/{name:str}", access=PUBLIC, session=False, sync_to_thread=True)
def send_entries(
    request: WebRequest, cycle: FromPath[str], name: FromPath[str], database: NamedDependency[Database]
) -> Response[bytes]:
    """Send a page of entries, a line each; only what a signed checkpoint covers."""
    page = _read_number(name, ".jsonl")
    with database.read() as work:
        checkpoint = find_checkpoint(work, CycleId(cycle))
        first, stop = page * PAGE_ENTRIES, (page + 1) * PAGE_ENTRIES
        if checkpoint is None or first >= checkpoint.size:
            raise NotFoundError
        lines = read_lines(work, CycleId(cycle), first, min(stop, checkpoint.size))
        content = b"".join(line + b"\n" for line in lines)
    return _send(request, content, "application/jsonl", is_final=checkpoint.size >= stop)


@get("/cycles/{cycle:str}/board/checkpoints/{name:str}", access=PUBLIC, session=False, sync_to_thread=True)
def send_checkpoint(
    request: WebRequest, cycle: FromPath[str], name: FromPath[str], database: NamedDependency[Database]
) -> Response[bytes]:
    """Send a checkpoint by its number, or the ``newest``."""
    number = None if name == "newest.note" else _read_number(name, ".note")
    with database.read() as work:
        checkpoint = find_checkpoint(work, CycleId(cycle), number)
    if checkpoint is None:
        raise NotFoundError
    return _send(request, checkpoint.note, "text/plain", is_final=number is not None)


@get("/cycles/{cycle:str}/board/manifests/{name:str}", access=PUBLIC, session=False, sync_to_thread=True)
def send_manifest(
    request: WebRequest, cycle: FromPath[str], name: FromPath[str], database: NamedDependency[Database]
) -> Response[bytes]:
    """Send a version of the manifest."""
    with database.read() as work:
        content = _read_manifest(work, CycleId(cycle), _read_number(name.removeprefix("manifest-"), ".json"))
    return _send(request, content, "application/json", is_final=True)


def _read_manifest(work: Work, cycle_id: CycleId, version: int) -> bytes:
    content = read_manifest_file(work, cycle_id, version)
    if content is None:
        raise NotFoundError
    return content


def _read_number(name: str, ending: str) -> int:
    match = re.fullmatch(_NUMBER + re.escape(ending), name)
    if match is None:
        raise NotFoundError
    return int(match[1])


def _send(request: WebRequest, content: bytes, media_type: str, *, is_final: bool) -> Response[bytes]:
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    headers = {"etag": etag, "cache-control": _KEPT if is_final else _ASKED_AGAIN}
    known = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    if etag in known:
        return Response(content=b"", status_code=304, headers=headers, media_type=media_type)
    return Response(content=content, headers=headers, media_type=media_type)


HANDLERS = (send_entries, send_checkpoint, send_manifest)
