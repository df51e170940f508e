"""Puts handlers and toolkit together into an application in which every protection is on."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial

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
from pb.web.exchange import WebRequest, language_of_request, session_of
from pb.web.head import Application
from pb.web.headers import add_headers
from pb.web.localized import choose_language
from pb.web.request_log import log_request
from pb.web.session_middleware import SessionMiddleware
from pb.web.sessions import Session
from pb.web.snapshots import SnapshotMiddleware
from pb.web.toolkit import Toolkit


def make_application(
    toolkit: Toolkit,
    handlers: Sequence[ControllerRouterHandler],
    dependencies: dict[str, Provide] | None = None,
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[None]]] = (),
) -> Litestar:
    """Return the application that serves ``handlers``, ``/`` and ``/static``.

    Handlers may ask for `database`, `clock`, `toolkit`, `session`, `language` and what ``dependencies``
    adds. What ``lifespan`` opens is closed when the server stops.
    """
    return Application(
        route_handlers=[choose_language, send_asset, *handlers],
        state=State({"toolkit": toolkit}),
        dependencies={**_dependencies(toolkit), **(dependencies or {})},
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


def _dependencies(toolkit: Toolkit) -> dict[str, Provide]:
    def provide_database() -> Database:
        return toolkit.database

    def provide_clock() -> Clock:
        return toolkit.clock

    def provide_toolkit() -> Toolkit:
        return toolkit

    def provide_session(request: WebRequest) -> Session:
        return session_of(request)

    def provide_language(request: WebRequest) -> Language:
        return language_of_request(request)

    at_once = partial(Provide, sync_to_thread=False)
    return {
        "database": at_once(provide_database),
        "clock": at_once(provide_clock),
        "toolkit": at_once(provide_toolkit),
        "session": at_once(provide_session),
        "language": at_once(provide_language),
    }
