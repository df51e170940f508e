"""Batches of paper ballots: which there are, who keys them, and the sheets that wait for two people."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.ids import AreaId, CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, FlagField, NumberField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.paper.batch import MOST_SHEETS
from voting.core.paper.gate import is_counted
from voting.core.rules import VOTING
from voting.storage.paper_audit import find_audit
from voting.storage.paper_batches import (
    Batch,
    empty_batch,
    find_batch,
    list_batches,
    open_batch,
    read_mismatches,
)
from voting.storage.paper_decisions import read_decisions
from voting.storage.paper_desks import find_desk, list_desks
from voting.web.paper_access import PAPER_STAFF, read_paper_cycle
from voting.web.paper_desk import choose_area

SHEETS = NumberField("sheets", Message("How many ballots"), minimum=1, maximum=MOST_SHEETS)
SHEETS_LEFT = NumberField("sheets", Message("How many ballots"), minimum=0, maximum=MOST_SHEETS)
SURE = FlagField(
    "sure",
    Message("Yes, forget everything keyed of this batch"),
    Message("Tick the box to key the batch anew."),
)


@get("/admin/cycles/{cycle:str}/paper/batches", access=PAPER_STAFF, sync_to_thread=True)
def show_batches(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show every batch, the form to open one, and the sheets on which two officials differ."""
    return _show_all(request, database, cycle, session, new_form(request))


@post("/admin/cycles/{cycle:str}/paper/batches", access=PAPER_STAFF, sync_to_thread=True)
def take_batch_in(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Open a batch."""
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        desk_field, area_field = _choose_desk(work, found), choose_area(found)
    form = read_form(request, desk_field, area_field, SHEETS)
    if form.faults:
        return _show_all(request, database, cycle, session, form, status=422)
    with database.write() as work:
        number = open_batch(
            work,
            found.id,
            form[desk_field],
            AreaId(form[area_field]),
            form[SHEETS],
            actor_of(session),
            session.now,
        )
        work.commit()
    return go_to(request, f"admin/cycles/{cycle}/paper/batches/{number}")


@get("/admin/cycles/{cycle:str}/paper/batches/{number:int}", access=PAPER_STAFF, sync_to_thread=True)
def show_batch(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show how far a batch is, and what whoever looks can do with it."""
    return _show_one(request, database, cycle, number, session, new_form(request))


@post("/admin/cycles/{cycle:str}/paper/batches/{number:int}/empty", access=PAPER_STAFF, sync_to_thread=True)
def begin_anew(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Forget what was keyed of a batch, with another number of sheets if it was miscounted."""
    form = read_form(request, SHEETS_LEFT, SURE)
    if form.faults:
        return _show_one(request, database, cycle, number, session, form, status=422)
    with database.write() as work:
        read_paper_cycle(work, cycle)
        empty_batch(work, CycleId(cycle), number, form[SHEETS_LEFT], actor_of(session), session.now)
        work.commit()
    flash = Message("Batch %(batch)s can be keyed anew.", {"batch": number})
    return go_to(request, f"admin/cycles/{cycle}/paper/batches/{number}", flash=flash)


def _show_all(
    request: WebRequest,
    database: Database,
    cycle: str,
    session: Session,
    form: Form,
    *,
    status: int = 200,
) -> Response[str]:
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        batches = list_batches(work, found.id)
        waiting = [
            (batch, pair.position, pair.position in read_decisions(work, batch))
            for batch in batches
            for pair in read_mismatches(work, batch)
        ]
        desks = list_desks(work, found.id)
        is_fixed = find_audit(work, found.id) is not None
    return page(
        request,
        "voting/paper_batches.html",
        status=status,
        form=form,
        cycle=found,
        batches=batches,
        waiting=waiting,
        desks=desks,
        desk_names={desk.id: desk.name for desk in desks},
        own=viewer_of(session).account_id,
        most=MOST_SHEETS,
        has_closed=found.has_closed(VOTING),
        is_changeable=found.has_closed(VOTING) and not is_counted(found) and not is_fixed,
    )


def _show_one(
    request: WebRequest,
    database: Database,
    cycle: str,
    number: int,
    session: Session,
    form: Form,
    *,
    status: int = 200,
) -> Response[str]:
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        batch = find_batch(work, found.id, number)
        desk = find_desk(work, found.id, batch.desk)
        mismatches = read_mismatches(work, batch)
        is_fixed = find_audit(work, found.id) is not None
    return page(
        request,
        "voting/paper_batch.html",
        status=status,
        form=form,
        cycle=found,
        batch=batch,
        desk=desk,
        mismatches=mismatches,
        own=batch.entry_of(viewer_of(session).account_id),
        may_key=not is_counted(found) and _may_key(batch, session),
        most=MOST_SHEETS,
        is_changeable=not is_counted(found) and not is_fixed,
    )


def _may_key(batch: Batch, session: Session) -> bool:
    own = batch.entry_of(viewer_of(session).account_id)
    return batch.sheets > 0 and (len(batch.entries) < 2 if own is None else not own.finished)


def _choose_desk(work: Work, cycle: Cycle) -> ChoiceField:
    return ChoiceField("desk", Message("Desk"), [desk.id for desk in list_desks(work, cycle.id)])


HANDLERS = (show_batches, take_batch_in, show_batch, begin_anew)
