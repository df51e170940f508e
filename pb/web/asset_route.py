"""Sends static files: for good under an address with the right digest, with a question each time otherwise."""

from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from pb.kernel.errors import NotFoundError
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of

KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"


@get("/static/{name:path}", access=PUBLIC, session=False, sync_to_thread=True)
def send_asset(request: WebRequest, name: FromPath[Path], v: FromQuery[str] = "") -> Response[bytes]:
    """Send a static file; 304 when the browser has it."""
    asset = toolkit_of(request).assets.files.get(name.as_posix().lstrip("/"))
    if asset is None:
        raise NotFoundError
    etag = f'"{asset.digest}"'
    headers = {
        "etag": etag,
        "cache-control": KEPT if v == asset.digest else ASKED_AGAIN,
        "vary": "Accept-Encoding",
    }
    if etag in (
        tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")
    ):
        return Response(content=b"", status_code=304, headers=headers, media_type=asset.media_type)
    return Response(content=asset.path.read_bytes(), headers=headers, media_type=asset.media_type)
