"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import ballot_list, cast, choose, eid, refusals, results, roll, start
from voting.web.paper_routes import PAPER_ROUTES

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *start.HANDLERS,
    *eid.HANDLERS,
    *refusals.HANDLERS,
    *choose.HANDLERS,
    *cast.HANDLERS,
    *ballot_list.HANDLERS,
    *results.HANDLERS,
    *roll.HANDLERS,
    *PAPER_ROUTES,
)

BARE_ROUTES: tuple[ControllerRouterHandler, ...] = eid.BARE_HANDLERS
