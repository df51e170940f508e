"""The desks of a vote on paper at a glance: what each got and gave back, what is missing, and the ballots to print."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.paper.account import list_lacks
from voting.core.paper.gate import is_counted
from voting.core.rules import VOTING
from voting.storage.paper_desks import add_desk, list_desks, name_areas, read_desk_states
from voting.storage.paper_styles import find_styles
from voting.web.paper_access import PAPER_STAFF, read_paper_cycle

NAME = TextField("name", Message("Name of the desk"), maximum=80)
PLACE = TextField("place", Message("Where it is"), maximum=200)


@get("/admin/cycles/{cycle:str}/paper", access=PAPER_STAFF, sync_to_thread=True)
def show_paper(
    request: WebRequest, cycle: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show every desk with its account, and the ballots to print."""
    return _show(request, database, cycle, new_form(request))


@post("/admin/cycles/{cycle:str}/paper/desks", access=PAPER_STAFF, sync_to_thread=True)
def take_desk_in(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Add a desk."""
    form = read_form(request, NAME, PLACE)
    if form.faults:
        return _show(request, database, cycle, form, status=422)
    try:
        with database.write() as work:
            read_paper_cycle(work, cycle)
            desk = add_desk(work, CycleId(cycle), form[NAME], form[PLACE], actor_of(session), session.now)
            work.commit()
    except ConflictError as error:
        form.add_faults({NAME.name: error.message})
        return _show(request, database, cycle, form, status=409)
    flash = Message("The desk was added. Write down how many ballots it gets.")
    return go_to(request, f"admin/cycles/{cycle}/paper/desks/{desk}", flash=flash)


def _show(
    request: WebRequest, database: Database, cycle: str, form: Form, *, status: int = 200
) -> Response[str]:
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        states = read_desk_states(work, found)
        desks = [(desk, states[desk.id]) for desk in list_desks(work, found.id)]
        styles = find_styles(work, found)
    names = name_areas(found)
    return page(
        request,
        "voting/paper.html",
        status=status,
        form=form,
        cycle=found,
        desks=desks,
        lacks=[lack for _, state in desks for lack in list_lacks(state, names)],
        areas=[area for area in found.declaration.areas if area.id in styles],
        is_counted=is_counted(found),
        has_opened=found.is_open(VOTING) or found.has_closed(VOTING),
        has_closed=found.has_closed(VOTING),
    )


HANDLERS = (show_paper, take_desk_in)
