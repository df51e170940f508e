"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import (
    ballot_list,
    bundle,
    cast,
    choose,
    opened,
    rehearsal,
    results,
    roll,
    start,
    tally,
    trustees,
)

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *start.HANDLERS,
    *choose.HANDLERS,
    *cast.HANDLERS,
    *opened.HANDLERS,
    *ballot_list.HANDLERS,
    *results.HANDLERS,
    *roll.HANDLERS,
    *rehearsal.HANDLERS,
    *trustees.HANDLERS,
    *tally.HANDLERS,
    *bundle.HANDLERS,
)
