"""One line of log a request: method, route, status, milliseconds. No address, query, form or IP number."""

from time import perf_counter

import structlog
from litestar.types import Message, Scope

from pb.web.exchange import exchange_of

_log = structlog.get_logger("pb.web")


async def log_request(message: Message, scope: Scope) -> None:
    """Write the line when an answer begins. Unknown routes and static files come without their address."""
    if message["type"] != "http.response.start":
        return
    _log.info(
        "request",
        method=scope.get("method"),
        route=scope.get("path_template"),
        status=message["status"],
        ms=round((perf_counter() - exchange_of(scope).started) * 1000, 1),
    )
