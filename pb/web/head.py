"""HEAD wherever GET is: the same answer without its content (RFC 9110, 9.3.2).

Done before the router, which knows only the methods that handlers name. Monitors, feed readers and link checkers ask so.
"""

from typing import cast

from litestar import Litestar
from litestar.types import (
    HTTPScope,
    LifeSpanReceive,
    LifeSpanScope,
    LifeSpanSend,
    Message,
    Receive,
    Scope,
    Send,
)


class Application(Litestar):
    """The application, which answers HEAD as GET."""

    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        """Answer; of an answer to HEAD only the beginning leaves."""
        if scope.get("method") != "HEAD":
            await super().__call__(scope, receive, send)
            return
        send_all = cast("Send", send)

        async def send_without_content(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = b""
            await send_all(message)

        as_get = cast("HTTPScope", {**scope, "method": "GET"})
        await super().__call__(as_get, receive, send_without_content)
