"""Every route says who may use it; a route that says nothing is closed.

A handler (or a controller, by ``opt``) carries ``access=PUBLIC``, ``access=staff(Role.OFFICIAL)`` or a
requirement of its own. The guard runs before the body is read, so nobody uploads to a page they may not
use.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from pb.kernel.errors import NotAllowedError
from pb.kernel.message import Message
from pb.web.roles import Role

if TYPE_CHECKING:
    from pb.web.exchange import Connection


@runtime_checkable
class Requirement(Protocol):
    """What a route asks of the visitor. A stage may bring its own, such as "has shown a voting code"."""

    def check(self, connection: "Connection") -> None:
        """Return when the visitor may pass; else raise SignInNeededError or NotAllowedError."""
        ...


class SignInNeededError(Exception):
    """The visitor isn't signed in as this needs. They are sent to `path` (without language) and back."""

    def __init__(self, path: str = "/sign-in") -> None:
        """Send the visitor to ``path``."""
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class Anyone:
    """Asks nothing."""

    def check(self, connection: "Connection") -> None:
        """Let everybody pass."""


@dataclass(frozen=True, slots=True)
class HoldsRole:
    """Asks for a staff session with one of the roles; with none named, any staff session will do."""

    roles: frozenset[Role]

    def check(self, connection: "Connection") -> None:
        """Send strangers to the sign-in page and refuse the wrong role."""
        from pb.web.exchange import session_of

        viewer = session_of(connection).viewer
        if viewer is None:
            raise SignInNeededError
        if self.roles and self.roles.isdisjoint(viewer.roles):
            raise NotAllowedError(Message("Your role does not include this page."))


PUBLIC = Anyone()


def staff(*roles: Role) -> HoldsRole:
    """Return the requirement of holding at least one of ``roles``; any account when none is named."""
    return HoldsRole(frozenset(roles))


def check_access(connection: "Connection", handler: BaseRouteHandler) -> None:
    """Guard of the whole application: apply what the route declares; close one that declares nothing."""
    if connection.scope.get("method") == "OPTIONS":
        return
    access = handler.opt.get("access")
    if not isinstance(access, Requirement):
        raise LookupError(f"no access declared for {handler}")
    access.check(connection)


def may_open(connection: "Connection", path: str) -> bool:
    """Whether whoever is asking may open the page at ``path``, so that no page links to where they are refused."""
    try:
        handler = connection.app.asgi_router.handle_routing(path=path, method="GET")[1]
    except HTTPException:
        return False
    access = handler.opt.get("access")
    if not isinstance(access, Requirement):
        return False
    try:
        access.check(connection)
    except (SignInNeededError, NotAllowedError):
        return False
    return True


def list_routes_without_access(app: Litestar) -> list[str]:
    """Name every route that declares no access or replaces the token check; empty in a sound application."""
    faults: list[str] = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", [getattr(route, "route_handler", None)]):
            if isinstance(handler, HTTPRouteHandler) and handler.http_methods == {"OPTIONS"}:
                continue
            if not isinstance(handler, HTTPRouteHandler):
                faults.append(f"{route.path}: not a page handler")
            elif not isinstance(handler.opt.get("access"), Requirement):
                faults.append(f"{route.path}: no access declared")
            elif _replaces_hook(handler):
                faults.append(f"{route.path}: replaces before_request")
    return faults


def _replaces_hook(handler: HTTPRouteHandler) -> bool:
    return any(getattr(layer, "before_request", None) for layer in handler.ownership_layers[1:])
