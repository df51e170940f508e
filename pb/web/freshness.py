"""Answers that a reader who has them already doesn't get again (RFC 9110, 13.1.2)."""

import hashlib
from collections.abc import Mapping

from litestar import Response

from pb.web.exchange import WebRequest


def make_etag(content: bytes) -> str:
    """Return the entity tag that names ``content``."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def has_current(request: WebRequest, etag: str) -> bool:
    """Whether the reader says that they hold what ``etag`` names."""
    given = request.headers.get("if-none-match", "")
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in given.split(","))


def answer_fresh(
    request: WebRequest, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """Answer with ``content``, or 304 to somebody who holds it; whoever keeps it asks again each time."""
    etag = make_etag(content)
    told = {"cache-control": "no-cache", **(headers or {}), "etag": etag}
    if has_current(request, etag):
        return Response(content=b"", status_code=304, headers=told, media_type=media_type)
    return Response(content=content, headers=told, media_type=media_type)
