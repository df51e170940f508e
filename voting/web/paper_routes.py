"""Every page of voting on paper."""

from litestar.types import ControllerRouterHandler

from voting.web import (
    paper_audit,
    paper_batches,
    paper_desk,
    paper_key,
    paper_mark,
    paper_overview,
    paper_print,
    paper_sheet,
)

PAPER_ROUTES: tuple[ControllerRouterHandler, ...] = (
    *paper_overview.HANDLERS,
    *paper_desk.HANDLERS,
    *paper_mark.HANDLERS,
    *paper_print.HANDLERS,
    *paper_batches.HANDLERS,
    *paper_key.HANDLERS,
    *paper_sheet.HANDLERS,
    *paper_audit.HANDLERS,
)
