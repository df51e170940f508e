"""Pages of published results, rendered once and sent to everybody who has no session.

In the minute of publication thousands read the same few pages. A route declared with ``snapshot=True`` is rendered for
the first of them and kept; the others get the same bytes without a look at the database, each with a nonce of their own.
A page is rendered anew after any act on a cycle: at once in the process that did it, within LOOK seconds in the others,
and after a minute in any case, because pages tell what day it is. Nothing is kept that was made for somebody.
"""

import time
from asyncio import Lock
from collections import OrderedDict
from dataclasses import dataclass, field

from anyio.to_thread import run_sync
from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import (
    ASGIApp,
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    Message,
    Receive,
    Scope,
    Send,
)

from pb.storage.public_mark import read_mark
from pb.web.exchange import WebRequest, exchange_of, toolkit_of

LOOK = 0.5
"""Seconds between two looks at what other processes have done: how long they may show what was corrected elsewhere."""

LONGEST = 60.0
MOST_PAGES = 400
HEAVIEST = 512 * 1024
_NONCE = b"nonce-of-each-reader--"
"""As long as a nonce (22 characters), so that no length changes."""

State = tuple[int, int]
"""Acts of this process and mark of the database: a page belongs to both."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as it was rendered, with the marker in the place of the nonce."""

    state: State
    made: float
    start: HTTPResponseStartEvent
    body: bytes
    has_nonce: bool


@dataclass(slots=True)
class Snapshots:
    """The pages that a process keeps, and when it last looked at the database."""

    pages: OrderedDict[tuple[str, bytes], Snapshot] = field(default_factory=OrderedDict)
    locks: dict[tuple[str, bytes], Lock] = field(default_factory=dict)
    mark: int = 0
    looked: float = float("-inf")

    def find(self, key: tuple[str, bytes], state: State) -> Snapshot | None:
        """Return a page that is still good."""
        found = self.pages.get(key)
        if found is None or found.state != state or time.monotonic() - found.made > LONGEST:
            return None
        return found

    def keep(self, key: tuple[str, bytes], page: Snapshot) -> None:
        """Keep a page; beyond MOST_PAGES the oldest is forgotten."""
        self.pages[key] = page
        self.pages.move_to_end(key)
        while len(self.pages) > MOST_PAGES:
            self.pages.popitem(last=False)


class SnapshotMiddleware(ASGIMiddleware):
    """Sends kept pages to readers without a session, and keeps what is rendered for the first."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Answer from what is kept, or let the page be rendered and keep it."""
        is_kept = scope["route_handler"].opt.get("snapshot", False)
        if scope.get("method") != "GET" or not is_kept:
            await next_app(scope, receive, send)
            return
        request: WebRequest = Request(scope, receive, send)
        if not _is_for_anybody(request):
            await next_app(scope, receive, send)
            return
        kept: Snapshots = request.app.state.snapshots
        key = (scope["path"], scope["query_string"])
        state = await self._state(request)
        found = kept.find(key, state)
        if found is None:
            # One renders, the others wait for it; none waits for what it then has to render all the same.
            async with kept.locks.setdefault(key, Lock()):
                found = kept.find(key, await self._state(request))
                if found is None:
                    await self._render(key, scope, receive, send, next_app, request)
                    kept.locks.pop(key, None)
                    return
        await _send(found, scope, send)

    async def _state(self, request: WebRequest) -> State:
        kept: Snapshots = request.app.state.snapshots
        database, now = toolkit_of(request).database, time.monotonic()
        if now - kept.looked > LOOK:
            kept.looked = now
            kept.mark = await run_sync(read_mark, database)
        return database.acts, kept.mark

    async def _render(
        self,
        key: tuple[str, bytes],
        scope: Scope,
        receive: Receive,
        send: Send,
        next_app: ASGIApp,
        request: WebRequest,
    ) -> None:
        state = await self._state(request)  # before the page is read, so that an act meanwhile makes it old
        starts: list[HTTPResponseStartEvent] = []
        bodies: list[HTTPResponseBodyEvent] = []

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Copied: what is added on the way out belongs to this reader.
                starts.append({**message, "headers": list(message["headers"])})
            elif message["type"] == "http.response.body":
                bodies.append(message)
            await send(message)

        await next_app(scope, receive, watch)
        if len(starts) != 1 or len(bodies) != 1 or bodies[0]["more_body"] or not _may_keep(starts[0]):
            return
        kept: Snapshots = request.app.state.snapshots
        exchange, body = exchange_of(scope), bodies[0]["body"]
        if len(body) > HEAVIEST:
            return
        nonce = exchange.nonce.encode() if exchange.nonce_used else b""
        kept.keep(
            key,
            Snapshot(
                state,
                time.monotonic(),
                starts[0],
                body.replace(nonce, _NONCE) if nonce else body,
                bool(nonce),
            ),
        )


async def _send(page: Snapshot, scope: Scope, send: Send) -> None:
    body = page.body
    if page.has_nonce:
        body = body.replace(_NONCE, exchange_of(scope).nonce.encode())
    await send({**page.start, "headers": list(page.start["headers"])})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _is_for_anybody(request: WebRequest) -> bool:
    """Whether the page would be the same for every reader: it is asked for plainly, by somebody with nothing of ours."""
    toolkit = toolkit_of(request)
    mine = {toolkit.session_cookie, toolkit.form_cookie}
    return mine.isdisjoint(request.cookies) and "hx-request" not in request.headers


def _may_keep(start: HTTPResponseStartEvent) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    is_shared = headers.get(b"cache-control", b"") == b"no-cache"
    return start["status"] == 200 and is_shared and b"set-cookie" not in headers
