"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import (
    ballot_list,
    board,
    board_files,
    cast,
    choose,
    desk,
    desk_device,
    desk_hand_over,
    eid,
    opened,
    paper_audit,
    paper_batches,
    paper_desk,
    paper_key,
    paper_mark,
    paper_overview,
    paper_print,
    paper_sheet,
    refusals,
    rehearsal,
    results,
    roll,
    start,
    verify,
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
    *board.HANDLERS,
    *verify.HANDLERS,
    *rehearsal.HANDLERS,
    *paper_overview.HANDLERS,
    *paper_desk.HANDLERS,
    *paper_mark.HANDLERS,
    *paper_print.HANDLERS,
    *paper_batches.HANDLERS,
    *paper_key.HANDLERS,
    *paper_sheet.HANDLERS,
    *paper_audit.HANDLERS,
)

BARE_ROUTES: tuple[ControllerRouterHandler, ...] = (*eid.BARE_HANDLERS, *board_files.HANDLERS)
