"""The description of the interface (OpenAPI 3.1), made by the framework from the routes themselves.

It is made in an application of its own that serves nobody, so that no other route can slip into it.
"""

from collections.abc import Sequence
from functools import cache

import msgspec
from litestar import Litestar, Response, get
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import License

from pb.main.api.routes import SHOWN, make_router
from pb.web.exchange import WebRequest
from pb.web.freshness import answer_fresh

TITLE = "Participatory budgeting"
ABOUT = (
    "Everything public about the rounds, for reading. No key is needed, and any site may ask. "
    "Answers carry an ETag: send it back as If-None-Match, and what hasn't changed comes as 304. "
    "Money is in cents. Texts come by language: fi, sv, en; one that isn't written is empty. "
    "Fields may be added to version 1; none is changed or taken away."
)


def make_description_route(handlers: Sequence[HTTPRouteHandler]) -> HTTPRouteHandler:
    """Return the route that sends the description of ``handlers``, made when it is first asked for."""

    @cache
    def describe() -> bytes:
        return write_description(handlers)

    @get("/openapi.json", sync_to_thread=True, opt=SHOWN)
    def send_description(request: WebRequest) -> Response[bytes]:
        """Send the description of the interface."""
        return answer_fresh(request, describe(), "application/json")

    return send_description


def write_description(handlers: Sequence[HTTPRouteHandler]) -> bytes:
    """Return the description of routes as JSON."""
    config = OpenAPIConfig(
        title=TITLE,
        version="1",
        description=ABOUT,
        license=License(name="CC BY 4.0", identifier="CC-BY-4.0"),
        use_handler_docstrings=True,
    )
    silent = Litestar(
        route_handlers=[make_router(handlers)],
        dependencies={"database": Provide(_provide_nothing, sync_to_thread=False)},
        openapi_config=config,
        logging_config=None,
    )
    return msgspec.json.encode(silent.openapi_schema.to_schema())


def _provide_nothing() -> None:
    """Stand in for the database, which describing doesn't need."""
