"""Puts handlers and toolkit together into an application in which every protection is on."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from pb.kernel.clock import Clock
from pb.kernel.language import Language
from pb.storage.database import Database
from pb.web import limits
from pb.web.access import check_access
from pb.web.asset_route import send_asset
from pb.web.csrf import check_source, check_token
from pb.web.errors import exception_handlers
from pb.web.exchange import WebRequest, language_of_request, session_of, toolkit_of
from pb.web.head import Application
from pb.web.headers import add_headers
from pb.web.localized import choose_language
from pb.web.request_log import log_request
from pb.web.session_middleware import SessionMiddleware
from pb.web.sessions import Session
from pb.web.snapshots import SnapshotMiddleware, Snapshots
from pb.web.toolkit import Toolkit


def make_application(
    toolkit: Toolkit,
    handlers: Sequence[ControllerRouterHandler],
    parts: Mapping[str, object] | None = None,
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[None]]] = (),
) -> Litestar:
    """Return the application that serves ``handlers``, ``/`` and ``/static``.

    Handlers may ask for `database`, `clock`, `toolkit`, `session`, `language` and, by its name, for each of ``parts``.
    What ``lifespan`` opens is closed when the server stops. Everything is found in the application's state, so that
    the routes, which are dear to make, know nothing of one installation.
    """
    return Application(
        route_handlers=[choose_language, send_asset, *handlers],
        state=State(make_state(toolkit, parts or {})),
        dependencies={**_DEPENDENCIES, **{name: _provide_part(name) for name in parts or {}}},
        lifespan=list(lifespan),
        guards=[limits.refuse_malformed, check_source, check_access],
        before_request=check_token,
        before_send=[add_headers, log_request],
        middleware=[SnapshotMiddleware(), SessionMiddleware()],
        exception_handlers=exception_handlers(),
        request_max_body_size=limits.BODY,
        multipart_form_part_limit=limits.FIELDS,
        openapi_config=None,
        logging_config=None,
        debug=False,
        type_encoders={},
    )


def make_state(toolkit: Toolkit, parts: Mapping[str, object]) -> dict[str, object]:
    """Return what an application knows of its installation, by name; the kept pages are empty."""
    return {"toolkit": toolkit, "snapshots": Snapshots(), **parts}


def _provide_database(request: WebRequest) -> Database:
    return toolkit_of(request).database


def _provide_clock(request: WebRequest) -> Clock:
    return toolkit_of(request).clock


def _provide_toolkit(request: WebRequest) -> Toolkit:
    return toolkit_of(request)


def _provide_session(request: WebRequest) -> Session:
    return session_of(request)


def _provide_language(request: WebRequest) -> Language:
    return language_of_request(request)


def _provide_part(name: str) -> Provide:
    def provide(request: WebRequest) -> object:
        return request.app.state[name]

    return Provide(provide, sync_to_thread=False)


_DEPENDENCIES = {
    "database": Provide(_provide_database, sync_to_thread=False),
    "clock": Provide(_provide_clock, sync_to_thread=False),
    "toolkit": Provide(_provide_toolkit, sync_to_thread=False),
    "session": Provide(_provide_session, sync_to_thread=False),
    "language": Provide(_provide_language, sync_to_thread=False),
}
