"""No other site may make a visitor's browser act here.

First what the browser itself says, for every method that isn't safe: ``Sec-Fetch-Site`` has to be
``same-origin`` where it is sent (all current browsers, over HTTPS or on localhost), else ``Origin`` has to
be ours. A page can forge neither. Then a token in the form, for clients that send neither header: an HMAC
over the session's own secret, or, for visitors without a session, over a random cookie that was set with
the form. A token of another session fits nowhere, a planted cookie is of no use without the server's
secret, and nothing is written to the database for it. A random part in front makes each token look
different, so that compressing proxies can't leak it.

One kind of route is left out, by ``from_anywhere=True``: one that mail servers press for their readers (RFC 8058), whose
address is a secret that a forger would need to know. It must act on that secret alone, never on who is signed in.

The header check is a guard and needs no body; the token check runs after all guards, within the route's
size limit.
"""

import hmac
from secrets import token_hex, token_urlsafe

from litestar.handlers import BaseRouteHandler

from pb.kernel.errors import DomainError
from pb.kernel.message import Message
from pb.web.body import read_fields
from pb.web.exchange import Connection, WebRequest, exchange_of, toolkit_of
from pb.web.toolkit import Toolkit

FIELD = "_csrf"
HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_COOKIE_LENGTH = 22


class ForgeryError(DomainError):
    """A form came without proof that it is from our own page."""

    code = "forgery"
    status = 403

    def __init__(self) -> None:
        """Refuse with what a person can do about it."""
        super().__init__(
            Message("This page was open for too long, or the form came from elsewhere. Open the page again.")
        )


def check_source(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Guard of the whole application: refuse unsafe requests that the browser says come from another site."""
    if connection.scope.get("method") in SAFE or takes_from_anywhere(connection):
        return
    fetch_site = connection.headers.get("sec-fetch-site")
    if fetch_site is not None:
        if fetch_site != "same-origin":
            raise ForgeryError
        return
    origin = connection.headers.get("origin")
    if origin is not None and not _is_ours(origin, connection):
        raise ForgeryError


async def check_token(request: WebRequest) -> None:
    """Read the form of an unsafe request, check its token, and leave the fields for `pb.web.forms`."""
    if request.method in SAFE:
        return
    exchange = exchange_of(request.scope)
    exchange.fields, exchange.files = await read_fields(request)
    if takes_from_anywhere(request):
        return
    token = (exchange.fields.get(FIELD) or ("",))[0] or request.headers.get(HEADER, "")
    binding = _binding(request)
    if binding is None or not _fits(token, binding, toolkit_of(request)):
        raise ForgeryError


def takes_from_anywhere(connection: Connection) -> bool:
    """Whether a route says ``from_anywhere``: its address holds a secret, and it looks at no cookie."""
    return bool(connection.scope["route_handler"].opt.get("from_anywhere"))


def make_token(request: WebRequest) -> str:
    """Return a token for a form on the page being made. May decide on a cookie, which `pb.web.pages` sets."""
    exchange = exchange_of(request.scope)
    exchange.has_form = True
    binding = _binding(request)
    if binding is None:
        exchange.visitor_cookie = token_urlsafe(16)
        binding = f"visitor:{exchange.visitor_cookie}"
    nonce = token_hex(8)
    return f"{nonce}.{toolkit_of(request).sign('form', f'{nonce}:{binding}')}"


def _binding(request: WebRequest) -> str | None:
    exchange = exchange_of(request.scope)
    if exchange.session is not None and exchange.session.exists:
        return f"session:{exchange.session.form_key}"
    cookie = exchange.visitor_cookie or request.cookies.get(toolkit_of(request).form_cookie, "")
    return f"visitor:{cookie}" if len(cookie) == _COOKIE_LENGTH else None


def _fits(token: str, binding: str, toolkit: Toolkit) -> bool:
    nonce, _, code = token.partition(".")
    return hmac.compare_digest(code.encode(), toolkit.sign("form", f"{nonce}:{binding}").encode())


def _is_ours(origin: str, connection: Connection) -> bool:
    # A browser sets Host to where it sends the form, so an Origin equal to it is our own page; behind a
    # proxy that
    # rewrites Host, the public address says who we are.
    host = connection.headers.get("host", "")
    return origin in (toolkit_of(connection).origin, f"https://{host}", f"http://{host}")
