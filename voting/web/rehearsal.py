"""The rehearsal for officials: run it, and read how each step of the newest one went."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.web.access import staff
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.pages import go_to, page
from pb.web.resources import resource
from pb.web.roles import Role
from pb.web.sessions import Session
from voting.core.rules import VOTING, RulesError
from voting.rehearsal.browser import seal_by_node
from voting.rehearsals import RehearsalDesk, find_rehearsal, rehearse_cycle

ADMINISTRATOR = staff(Role.ADMINISTRATOR)


@get("/admin/cycles/{cycle:str}/rehearsal", access=ADMINISTRATOR, sync_to_thread=True)
def show_rehearsal(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show what a rehearsal is, and how the newest one went."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        if found.declaration.plan(VOTING) is None:
            raise NotFoundError
        newest = find_rehearsal(work, found.id)
    return page(request, "voting/rehearsal.html", cycle=found, newest=newest)


@post("/admin/cycles/{cycle:str}/rehearsal", access=ADMINISTRATOR, sync_to_thread=True)
def run_rehearsal(
    request: WebRequest,
    cycle: FromPath[str],
    session: NamedDependency[Session],
) -> Response[str]:
    """Run a rehearsal with the cycle's own rules; its steps then stand on the page and in the journal."""
    toolkit = toolkit_of(request)
    with seal_by_node(resource("static") / "vendor" / "seal.js") as seal:
        desk = RehearsalDesk(toolkit.database, toolkit.clock, actor_of(session), seal)
        try:
            for _ in rehearse_cycle(desk, CycleId(cycle)):
                pass
        except RulesError as error:
            raise NotNowError(error.fault, f"admin/cycles/{cycle}") from None
    return go_to(request, f"admin/cycles/{cycle}/rehearsal")


HANDLERS = (show_rehearsal, run_rehearsal)
