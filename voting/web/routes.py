"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import (
    ballot_list,
    cast,
    choose,
    desk,
    desk_device,
    desk_hand_over,
    eid,
    opened,
    refusals,
    results,
    roll,
    start,
)

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *start.HANDLERS,
    *eid.HANDLERS,
    *refusals.HANDLERS,
    *desk.HANDLERS,
    *desk_hand_over.HANDLERS,
    *desk_device.HANDLERS,
    *choose.HANDLERS,
    *cast.HANDLERS,
    *opened.HANDLERS,
    *ballot_list.HANDLERS,
    *results.HANDLERS,
    *roll.HANDLERS,
)

BARE_ROUTES: tuple[ControllerRouterHandler, ...] = eid.BARE_HANDLERS
