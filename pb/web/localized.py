"""Pages under a language, and the door at ``/`` that picks one."""

from collections.abc import Sequence

from litestar import Response, Router, get
from litestar.handlers import BaseRouteHandler
from litestar.types import ControllerRouterHandler

from pb.kernel.errors import NotFoundError
from pb.web.access import PUBLIC
from pb.web.exchange import Connection, WebRequest
from pb.web.language import LANGUAGES, negotiate
from pb.web.redirects import redirect


def localized(handlers: Sequence[ControllerRouterHandler]) -> Router:
    """Put ``handlers`` under the language: ``/votes`` becomes ``/fi/votes``; other first words are 404."""
    return Router(path="/{lang:str}", route_handlers=list(handlers), guards=[require_language])


def require_language(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Refuse addresses whose first word is no language of ours."""
    if connection.path_params["lang"] not in LANGUAGES:
        raise NotFoundError


@get("/", access=PUBLIC, session=False, sync_to_thread=False)
def choose_language(request: WebRequest) -> Response[str]:
    """Send a reader of ``/`` to their language."""
    language = negotiate(request.headers.get("accept-language", ""))
    return redirect(f"/{language}", vary="Accept-Language", cache="no-cache")
