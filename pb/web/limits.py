"""What a request may be at most, checked before anything looks inside.

Sizes are checked by the announced length first, so a large body is refused unread, and again while reading,
because lengths lie. A route that takes more says so with ``request_max_body_size``.
"""

from urllib.parse import unquote_to_bytes

from anyio import fail_after
from litestar.exceptions import ClientException, HTTPException, InternalServerException
from litestar.handlers import BaseRouteHandler

from pb.kernel.errors import NotFoundError
from pb.web.exchange import Connection, WebRequest

BODY = 64 * 1024
FIELDS = 1000
READING_SECONDS = 20
LONGEST_ADDRESS = 4000
LARGEST_NUMBER = 2**31 - 1
"""What PostgreSQL's integer columns hold; no number in an address of ours is larger."""


def refuse_malformed(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Guard of the application: refuse addresses with malformed UTF-8, control characters, huge numbers."""
    raw = connection.scope["raw_path"] + b"?" + connection.scope["query_string"]
    if len(raw) > LONGEST_ADDRESS:
        raise HTTPException(status_code=414)
    try:
        text = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise ClientException from None
    if has_control(text, allowed="\r\n\t"):
        raise ClientException
    for value in connection.path_params.values():
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            raise NotFoundError
        if isinstance(value, str) and has_control(value):
            raise NotFoundError


def has_control(text: str, allowed: str = "") -> bool:
    """Whether ``text`` holds NUL or another control character (C0, C1, DEL) that isn't among ``allowed``."""
    return any((char < " " or "\x7f" <= char <= "\x9f") and char not in allowed for char in text)


async def read_body(request: WebRequest) -> bytes:
    """Return the body. Raises 413 for too much, 408 for too slow, 400 for one that breaks off."""
    try:
        with fail_after(READING_SECONDS):
            return await request.body()
    except TimeoutError:
        raise HTTPException(status_code=408) from None
    except InternalServerException:
        raise ClientException from None
