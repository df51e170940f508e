"""The published bundle for anybody: what it is, how to check it, each file, and all of them as one archive.

Nothing of it is served before the result is published. Afterwards nothing of it changes, so every answer may be kept.
"""

import zipfile
from collections.abc import Iterator
from io import RawIOBase

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from voting.bundles import open_published, read_files
from voting.core.rules import PUBLICATION
from voting.storage.elections import require_manifest
from voting.storage.outcomes import find_published
from voting.verify.bundle import VerificationError

KEEP = {"cache-control": "public, max-age=31536000, immutable"}
_DATE = (1980, 1, 1, 0, 0, 0)


@get("/cycles/{cycle:str}/bundle", access=PUBLIC, sync_to_thread=True)
def show_bundle(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Tell how anybody checks the count, and list the files."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        plan = found.declaration.plan(PUBLICATION)
        if plan is None:
            raise NotFoundError
        if find_published(work, found.id) is None:
            return page(request, "voting/no_bundle.html", cycle=found, plan=plan)
        names = sorted(open_published(work, found.id).names())
        digest = require_manifest(work, found.id).digest.hex()
    return page(request, "voting/bundle.html", cycle=found, names=names, digest=digest)


@get("/cycles/{cycle:str}/bundle.zip", access=PUBLIC, sync_to_thread=True)
def send_bundle(cycle: FromPath[str], database: NamedDependency[Database]) -> Stream:
    """Send the whole bundle as one archive, a file at a time."""
    with database.read() as work:
        open_published(work, work.read_cycle(CycleId(cycle)).id)
    headers = {**KEEP, "content-disposition": f'attachment; filename="bundle-{cycle}.zip"'}
    return Stream(_write_archive(database, CycleId(cycle)), media_type="application/zip", headers=headers)


@get("/cycles/{cycle:str}/bundle/{name:path}", access=PUBLIC, sync_to_thread=True)
def send_file(
    cycle: FromPath[str], name: FromPath[str], database: NamedDependency[Database]
) -> Response[bytes]:
    """Send one file of the bundle."""
    with database.read() as work:
        bundle = open_published(work, work.read_cycle(CycleId(cycle)).id)
        try:
            content = bundle.read(name.strip("/"))
        except VerificationError:
            raise NotFoundError from None
    kind = "text/plain" if name.endswith((".json", ".jsonl", ".note")) else "application/octet-stream"
    return Response(content, media_type=kind, headers={**KEEP, "x-content-type-options": "nosniff"})


class _Pipe(RawIOBase):
    """Where the archive is written: a buffer that is emptied after each file. It can't go back, and needn't."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self._held += content
        return len(content)

    def take(self) -> bytes:
        """Return what has been written since the last time."""
        held, self._held = bytes(self._held), bytearray()
        return held


def _write_archive(database: Database, cycle: CycleId) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for name, content in read_files(database, cycle):
            archive.writestr(zipfile.ZipInfo(name, _DATE), content)
            yield pipe.take()
    yield pipe.take()


HANDLERS = (show_bundle, send_bundle, send_file)
