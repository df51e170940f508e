"""Every page of the package, for the host to serve."""

from litestar.types import ControllerRouterHandler

from voting.web import ballot_list, cast, choose, exports, result_draft, results, roll, start

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *start.HANDLERS,
    *choose.HANDLERS,
    *cast.HANDLERS,
    *ballot_list.HANDLERS,
    *results.HANDLERS,
    *exports.HANDLERS,
    *result_draft.HANDLERS,
    *roll.HANDLERS,
)
