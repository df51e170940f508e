"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import (
    ballot_list,
    board,
    board_files,
    bundle,
    cast,
    choose,
    desk,
    desk_device,
    desk_hand_over,
    eid,
    exports,
    letters,
    opened,
    refusals,
    rehearsal,
    result_draft,
    results,
    roll,
    roll_corrections,
    start,
    tally,
    trustees,
    verify,
)
from voting.web.delivery import administration as delivery_administration
from voting.web.delivery import ledger
from voting.web.delivery import pages as delivery
from voting.web.paper_routes import PAPER_ROUTES

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
    *exports.HANDLERS,
    *result_draft.HANDLERS,
    *delivery.HANDLERS,
    *delivery_administration.HANDLERS,
    *ledger.HANDLERS,
    *roll.HANDLERS,
    *letters.HANDLERS,
    *roll_corrections.HANDLERS,
    *board.HANDLERS,
    *verify.HANDLERS,
    *rehearsal.HANDLERS,
    *trustees.HANDLERS,
    *tally.HANDLERS,
    *bundle.HANDLERS,
    *PAPER_ROUTES,
)

BARE_ROUTES: tuple[ControllerRouterHandler, ...] = (*eid.BARE_HANDLERS, *board_files.HANDLERS)
