"""Everything on the ballot as one list to read and print, with the numbers that stand on the ballot."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.pages import page
from pb.web.stepper import list_steps
from voting.core.rules import VOTING
from voting.storage.ballot_paper import find_ballot_paper


@get("/cycles/{cycle:str}/ballot-list", access=PUBLIC, sync_to_thread=True)
def show_ballot_list(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
) -> Response[str]:
    """Show every project by area, in the order of their numbers."""
    with database.read() as work:
        found = work.read_cycle(CycleId(cycle))
        voting = found.declaration.plan(VOTING)
        if voting is None:
            raise NotFoundError
        paper = find_ballot_paper(work, found)
    return page(
        request,
        "voting/ballot_list.html",
        cycle=found,
        steps=list_steps(found, engine),
        voting=voting,
        is_open=found.is_open(VOTING),
        paper=paper,
    )


HANDLERS = (show_ballot_list,)
