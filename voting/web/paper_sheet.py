"""A sheet on which two officials differ: both readings side by side, and two people who settle it."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.paper.batch import may_confirm, write_serial
from voting.core.paper.gate import is_counted
from voting.core.paper.marks import MarksError, read_marks
from voting.core.tally.paper import read_sheet
from voting.storage.paper_batches import read_mismatches, read_settled
from voting.storage.paper_decisions import confirm_reading, propose_reading, read_decisions
from voting.storage.paper_desks import find_desk
from voting.web.paper_access import PAPER_STAFF, read_paper_cycle
from voting.web.paper_key import MARKS, sit_down
from voting.web.paper_words import describe_sheet

SEEN = TextField("seen", Message("The reading"), maximum=20_000)


@get(
    "/admin/cycles/{cycle:str}/paper/batches/{number:int}/sheets/{position:int}",
    access=PAPER_STAFF,
    sync_to_thread=True,
)
def show_difference(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    position: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show both readings, the one proposed, and what this person can do."""
    return _show(request, database, cycle, number, position, session, new_form(request))


@post(
    "/admin/cycles/{cycle:str}/paper/batches/{number:int}/sheets/{position:int}",
    access=PAPER_STAFF,
    sync_to_thread=True,
)
def take_proposal_in(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    position: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Keep what somebody says the sheet holds, for a second person to settle."""
    form = read_form(request, MARKS)
    with database.write() as work:
        board = sit_down(work, cycle, number, viewer_of(session).account_id)
        if not form.faults:
            try:
                line = read_marks(board.style, form[MARKS]).to_line().decode()
            except MarksError as error:
                form.add_faults({MARKS.name: error.message})
            else:
                propose_reading(work, CycleId(cycle), number, position, line, actor_of(session), session.now)
                work.commit()
    if form.faults:
        return _show(request, database, cycle, number, position, session, form, status=422)
    flash = Message("Your reading is kept. It counts when a second person has looked at the ballot.")
    return go_to(request, f"admin/cycles/{cycle}/paper/batches", flash=flash)


@post(
    "/admin/cycles/{cycle:str}/paper/batches/{number:int}/sheets/{position:int}/confirm",
    access=PAPER_STAFF,
    sync_to_thread=True,
)
def settle_sheet(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    position: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Settle the sheet by the reading this person saw."""
    form = read_form(request, SEEN)
    with database.write() as work:
        read_paper_cycle(work, cycle)
        form.refuse()
        confirm_reading(work, CycleId(cycle), number, position, form[SEEN], actor_of(session), session.now)
        work.commit()
    flash = Message("Ballot %(serial)s is settled.", {"serial": write_serial(number, position)})
    return go_to(request, f"admin/cycles/{cycle}/paper/batches", flash=flash)


def _show(
    request: WebRequest,
    database: Database,
    cycle: str,
    number: int,
    position: int,
    session: Session,
    form: Form,
    *,
    status: int = 200,
) -> Response[str]:
    official = viewer_of(session).account_id
    with database.read() as work:
        board = sit_down(work, cycle, number, official)
        pair = next((one for one in read_mismatches(work, board.batch) if one.position == position), None)
        settled = read_settled(work, board.batch).get(position)
        decision = read_decisions(work, board.batch).get(position)
        desk = find_desk(work, board.cycle.id, board.batch.desk)
    if pair is None and settled is None:
        raise NotFoundError
    first, second, agreed, proposed = (
        describe_sheet(board.style, read_sheet(line.encode(), board.style, "sheet")) if line else None
        for line in (
            pair.first if pair else "",
            pair.second if pair else "",
            settled or "",
            decision.line if decision else "",
        )
    )
    return page(
        request,
        "voting/paper_sheet.html",
        status=status,
        form=form,
        cycle=board.cycle,
        batch=board.batch,
        board=board,
        desk=desk,
        kind=board.style.rule.kind.value,
        position=position,
        serial=write_serial(number, position),
        readings=(first, second) if first and second else (),
        agreed=agreed,
        decision=decision,
        proposed=proposed,
        may_settle=decision is not None and may_confirm(decision, official, board.batch.keyers),
        is_counted=is_counted(board.cycle),
    )


HANDLERS = (show_difference, take_proposal_in, settle_sheet)
