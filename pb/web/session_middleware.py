"""Brings the session in with a request and keeps it when the answer is ready.

It is kept after the handler has answered and before the first byte leaves, so that no page shows a sign-in
that wasn't stored. When a handler fails, nothing of the session changes: an error page needs no session.
"""

from secrets import token_urlsafe

from anyio.to_thread import run_sync
from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from pb.storage.sessions import (
    add_session,
    drop_session,
    find_session,
    key_of,
    save_session,
    touch_session,
)
from pb.web.cookies import make_cookie
from pb.web.errors import answer_unexpected
from pb.web.exchange import WebRequest, exchange_of, toolkit_of
from pb.web.sessions import SEEN_STEP, Session, is_secret, restore
from pb.web.toolkit import Toolkit


class SessionMiddleware(ASGIMiddleware):
    """Loads the session of a request; routes declared with ``session=False`` do without."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Load, let the handler work, and store before the answer leaves."""
        if not scope["route_handler"].opt.get("session", True):
            await next_app(scope, receive, send)
            return
        request: WebRequest = Request(scope, receive, send)
        toolkit = toolkit_of(request)
        secret = request.cookies.get(toolkit.session_cookie, "")
        exchange_of(scope).session = (
            await run_sync(load_session, toolkit, secret)
            if is_secret(secret)
            else Session(toolkit.clock.now())
        )
        has_failed = False

        async def keep_then_send(message: Message) -> None:
            nonlocal has_failed
            if has_failed:
                return
            if message["type"] == "http.response.start":
                try:
                    await keep_session(request, MutableScopeHeaders(message))
                except Exception as error:
                    # The handler's answer must not go out: it may say that somebody is signed in.
                    has_failed = True
                    response = answer_unexpected(request, error)
                    await response.to_asgi_response(app=None, request=request)(scope, receive, send)
                    return
            await send(message)

        await next_app(scope, receive, keep_then_send)


def load_session(toolkit: Toolkit, secret: str) -> Session:
    """Return the session a cookie names; an empty one when there is none or it is over."""
    now = toolkit.clock.now()
    with toolkit.database.read() as work:
        stored = find_session(work, secret)
    session = restore(stored, secret, now) if stored else None
    return session or Session(now)


async def keep_session(request: WebRequest, headers: MutableScopeHeaders) -> None:
    """Store what has changed and tell the browser its new identifier."""
    session = exchange_of(request.scope).session
    if session is None:
        return
    toolkit = toolkit_of(request)
    before = session.secret
    if session.changed:
        await run_sync(store_session, toolkit, session)
    elif session.seen is not None and session.now - session.seen >= SEEN_STEP:
        await run_sync(note_use, toolkit, session)
    if session.secret is None and toolkit.session_cookie in request.cookies:
        headers.add("set-cookie", make_cookie(toolkit.session_cookie, "", toolkit.is_secure, max_age=0))
    elif session.secret is not None and session.secret != before:
        headers.add("set-cookie", make_cookie(toolkit.session_cookie, session.secret, toolkit.is_secure))


def store_session(toolkit: Toolkit, session: Session) -> None:
    """Write the session; afterwards `secret` tells whether there is one."""
    with toolkit.database.write() as work:
        for key in session.ended_keys:
            drop_session(work, key)
        if session.secret is not None and not session.data:
            drop_session(work, key_of(session.secret))
            session.secret = None
        elif session.secret is not None:
            if not save_session(work, session.secret, session.to_stored()):
                session.secret = None
        elif session.data:
            secret = token_urlsafe(32)
            add_session(work, secret, session.to_stored())
            session.secret = secret
        work.commit()


def note_use(toolkit: Toolkit, session: Session) -> None:
    """Put off the session's idle end."""
    with toolkit.database.write() as work:
        touch_session(work, key_of(session.secret or ""), session.now)
        work.commit()
