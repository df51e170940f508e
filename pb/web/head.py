"""HEAD wherever GET is: the same answer without its content (RFC 9110, 9.3.2).

Done before the router, which knows only the methods that handlers name. Monitors, feed readers and link checkers ask so.
"""

from litestar import Litestar
from litestar.types import LifeSpanReceive, LifeSpanScope, LifeSpanSend, Message, Receive, Scope, Send


class Application(Litestar):
    """The application, which answers HEAD as GET."""

    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        """Answer; of an answer to HEAD only the beginning leaves."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await super().__call__(scope, receive, send)
            return

        async def send_without_content(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)  # type: ignore[arg-type, call-arg]  # of a request's messages, both kinds are one

        as_get: Scope = {**scope, "method": "GET"}
        await super().__call__(as_get, receive, send_without_content)
