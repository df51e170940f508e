"""One desk that hands out paper: its account pile by pile, and what was written down."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError
from pb.kernel.ids import AreaId, CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, NumberField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.paper.account import SheetKind, list_lacks
from voting.core.paper.gate import is_counted
from voting.core.rules import VOTING
from voting.storage.paper_desks import (
    find_desk,
    list_movements,
    name_areas,
    read_desk_states,
    write_sheets_down,
)
from voting.web.paper_access import PAPER_STAFF, read_paper_cycle
from voting.web.paper_words import SHEET_KINDS

KIND = ChoiceField("kind", Message("What happened to the ballots"), tuple(SheetKind))
SHEETS = NumberField("sheets", Message("How many"), minimum=-9999, maximum=9999)


@get("/admin/cycles/{cycle:str}/paper/desks/{desk:str}", access=PAPER_STAFF, sync_to_thread=True)
def show_desk(
    request: WebRequest, cycle: FromPath[str], desk: FromPath[str], database: NamedDependency[Database]
) -> Response[str]:
    """Show a desk's account."""
    return show_account(request, database, cycle, desk, new_form(request))


@post("/admin/cycles/{cycle:str}/paper/desks/{desk:str}/sheets", access=PAPER_STAFF, sync_to_thread=True)
def take_sheets_down(
    request: WebRequest,
    cycle: FromPath[str],
    desk: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Write down what became of some sheets."""
    with database.read() as work:
        area_field = choose_area(read_paper_cycle(work, cycle))
    form = read_form(request, KIND, area_field, SHEETS)
    if not form.faults and form[SHEETS] == 0:
        form.add_faults({SHEETS.name: Message("Write a number other than zero.")})
    if form.faults:
        return show_account(request, database, cycle, desk, form, status=422)
    try:
        with database.write() as work:
            write_sheets_down(
                work,
                CycleId(cycle),
                desk,
                AreaId(form[area_field]),
                SheetKind(form[KIND]),
                form[SHEETS],
                actor_of(session),
                session.now,
            )
            work.commit()
    except ConflictError as error:
        form.add_faults({SHEETS.name: error.message})
        return show_account(request, database, cycle, desk, form, status=409)
    return go_to(request, f"admin/cycles/{cycle}/paper/desks/{desk}", flash=Message("Written down."))


def choose_area(cycle: Cycle) -> ChoiceField:
    """Return the field for one of a cycle's areas."""
    return ChoiceField("area", Message("Area of the ballots"), [area.id for area in cycle.declaration.areas])


def show_account(
    request: WebRequest, database: Database, cycle: str, desk: str, form: Form, *, status: int = 200
) -> Response[str]:
    """Answer with a desk's page."""
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        place = find_desk(work, found.id, desk)
        state = read_desk_states(work, found)[place.id]
        movements = list_movements(work, place.id)
    return page(
        request,
        "voting/paper_desk.html",
        status=status,
        form=form,
        cycle=found,
        desk=place,
        state=state,
        lacks=list_lacks(state, name_areas(found)),
        movements=movements,
        kinds=SHEET_KINDS,
        is_counted=is_counted(found),
        is_open=found.is_open(VOTING),
    )


HANDLERS = (show_desk, take_sheets_down)
