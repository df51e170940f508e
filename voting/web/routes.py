"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import (
    ballot_list,
    board,
    board_files,
    cast,
    choose,
    eid,
    opened,
    refusals,
    results,
    roll,
    start,
    verify,
)

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *start.HANDLERS,
    *eid.HANDLERS,
    *refusals.HANDLERS,
    *choose.HANDLERS,
    *cast.HANDLERS,
    *opened.HANDLERS,
    *ballot_list.HANDLERS,
    *results.HANDLERS,
    *roll.HANDLERS,
    *board.HANDLERS,
    *verify.HANDLERS,
)

BARE_ROUTES: tuple[ControllerRouterHandler, ...] = (*eid.BARE_HANDLERS, *board_files.HANDLERS)
