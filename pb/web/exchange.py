"""What one request and its answer share: language, session, form, nonce.

It exists so that handlers, templates and the header hook speak of the same values without a global. It must
never outlive its request.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from secrets import token_urlsafe
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from litestar.types import Scope

from pb.kernel.language import Language
from pb.web.language import language_of, negotiate

if TYPE_CHECKING:
    from pb.web.sessions import Session
    from pb.web.toolkit import Toolkit

Connection = ASGIConnection[Any, Any, Any, Any]
"""What a guard receives."""

WebRequest = Request[Any, Any, Any]
"""What a page handler receives."""

_KEY = "exchange"


@dataclass(slots=False)
class Exchange:
    """The state of one request. `fields` and `files` are filled once the body has been read."""

    language: Language
    session: "Session | None" = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[UploadFile, ...]] = field(default_factory=dict)
    visitor_cookie: str | None = None
    has_form: bool = False
    nonce_used: bool = False
    pictures_from: str = ""
    """The origin of another server that this page may show pictures of (`pb.web.maps`)."""
    asks_location: bool = False
    """Whether this page may ask the device where it is."""
    started: float = field(default_factory=perf_counter)

    @cached_property
    def _nonce(self) -> str:
        return token_urlsafe(16)

    @property
    def nonce(self) -> str:
        """The nonce that lets this page's own script run; naming it adds it to the page's policy."""
        self.nonce_used = True
        return self._nonce


def exchange_of(scope: Scope) -> Exchange:
    """Return the exchange of a request, made at its first use."""
    state: dict[str, Any] = scope.setdefault("state", {})
    exchange = state.get(_KEY)
    if not isinstance(exchange, Exchange):
        exchange = state[_KEY] = Exchange(_language(scope))
    return exchange


def toolkit_of(connection: Connection) -> "Toolkit":
    """Return the toolkit the application was made with."""
    toolkit: Toolkit = connection.app.state.toolkit
    return toolkit


def session_of(connection: Connection) -> "Session":
    """Return the visitor's session; an empty one, not yet stored, for an anonymous reader."""
    session = exchange_of(connection.scope).session
    if session is None:
        raise RuntimeError("this route is declared without a session")
    return session


def address_of(connection: Connection) -> str:
    """Return the path of the address as it stands in a link.

    Never ask the framework for the whole address: it believes the Host header, and fails on a malformed one.
    """
    return quote(connection.scope["path"], safe="/")


def language_of_request(connection: Connection) -> Language:
    """Return the language of the address, else the one the browser asks for."""
    return exchange_of(connection.scope).language


def _language(scope: Scope) -> Language:
    language = language_of(scope["path"])
    if language is not None:
        return language
    wishes = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    return negotiate(wishes.decode("latin-1"))
