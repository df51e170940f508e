"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import (
    ballot_list,
    cast,
    choose,
    opened,
    paper_audit,
    paper_batches,
    paper_desk,
    paper_key,
    paper_mark,
    paper_overview,
    paper_print,
    paper_sheet,
    rehearsal,
    results,
    roll,
    start,
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
    *paper_overview.HANDLERS,
    *paper_desk.HANDLERS,
    *paper_mark.HANDLERS,
    *paper_print.HANDLERS,
    *paper_batches.HANDLERS,
    *paper_key.HANDLERS,
    *paper_sheet.HANDLERS,
    *paper_audit.HANDLERS,
)
