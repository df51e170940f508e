"""Keying a batch, one sheet after another: a field, Enter, the next sheet.

The page shows nothing of what another official keyed. What was typed last stands on the next page in words, so that a
slip is seen at once.
"""

from dataclasses import dataclass

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import AccountId, CycleId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest
from pb.web.fields import NumberField, TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from voting.core.ballot.style import BallotStyle
from voting.core.paper.batch import MOST_SHEETS
from voting.core.paper.gate import is_counted
from voting.core.paper.marks import LONGEST, MarksError, read_marks, write_marks
from voting.core.tally.paper import read_sheet
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.paper_batches import Batch, find_batch, finish_entry, key_sheet, read_own
from voting.storage.paper_styles import find_styles
from voting.web.paper_access import PAPER_STAFF, read_paper_cycle
from voting.web.paper_words import ReadSheet, describe_sheet

MARKS = TextField("marks", Message("What stands on the ballot"), maximum=LONGEST)
POSITION = NumberField("sheet", Message("Ballot of the batch"), minimum=1, maximum=MOST_SHEETS)


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A batch in front of one official, with what they keyed so far."""

    cycle: Cycle
    batch: Batch
    style: BallotStyle
    titles: dict[ProjectId, LocalizedText]
    keyed: dict[int, ReadSheet]
    typed: dict[int, str]

    @property
    def next_position(self) -> int:
        """The first sheet that isn't keyed; 0 when all are."""
        return next((n for n in range(1, self.batch.sheets + 1) if n not in self.keyed), 0)


@get("/admin/cycles/{cycle:str}/paper/batches/{number:int}/key", access=PAPER_STAFF, sync_to_thread=True)
def show_sheet(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    sheet: FromQuery[int] = 0,
) -> Response[str]:
    """Ask for the sheet named, else for the first that isn't keyed; when all are, show them to be looked through."""
    return _show(request, database, cycle, number, session, new_form(request), sheet)


@post("/admin/cycles/{cycle:str}/paper/batches/{number:int}/key", access=PAPER_STAFF, sync_to_thread=True)
def take_sheet_in(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Keep what was typed for a sheet and go on to the next."""
    form = read_form(request, POSITION, MARKS)
    with database.write() as work:
        board = sit_down(work, cycle, number, viewer_of(session).account_id)
        if POSITION.name in form.faults:
            form.refuse()
        if not form.faults:
            try:
                line = read_marks(board.style, form[MARKS]).to_line().decode()
            except MarksError as error:
                form.add_faults({MARKS.name: error.message})
            else:
                key_sheet(work, CycleId(cycle), number, form[POSITION], line, actor_of(session))
                work.commit()
    if form.faults:
        return _show(request, database, cycle, number, session, form, form[POSITION], status=422)
    return go_to(request, f"admin/cycles/{cycle}/paper/batches/{number}/key")


@post("/admin/cycles/{cycle:str}/paper/batches/{number:int}/finish", access=PAPER_STAFF, sync_to_thread=True)
def finish_batch(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """End one official's keying."""
    with database.write() as work:
        read_paper_cycle(work, cycle)
        batch = finish_entry(work, CycleId(cycle), number, actor_of(session), session.now)
        work.commit()
    if not batch.is_keyed_twice:
        flash = Message("Batch %(batch)s is keyed once. Another official keys it now.", {"batch": number})
    elif batch.is_settled:
        flash = Message("Batch %(batch)s is settled: both keyed the same.", {"batch": number})
    else:
        flash = Message(
            "Batch %(batch)s is keyed twice. Ballots on which the two differ: %(count)s.",
            {"batch": number, "count": batch.sheets - batch.settled},
        )
    return go_to(request, f"admin/cycles/{cycle}/paper/batches", flash=flash)


def sit_down(work: Work, cycle: str, number: int, official: AccountId) -> Keyboard:
    """Return a batch as one official may see it. Raises NotFoundError."""
    found = read_paper_cycle(work, cycle)
    batch = find_batch(work, found.id, number)
    style = find_styles(work, found).get(batch.area)
    if style is None:
        raise NotFoundError
    titles = {project.id: project.title for project in find_ballot_paper(work, found).projects}
    sheets = {
        position: read_sheet(line.encode(), style, f"sheet {position}")
        for position, line in sorted(read_own(work, batch, official).items())
    }
    keyed = {position: describe_sheet(style, sheet) for position, sheet in sheets.items()}
    typed = {position: write_marks(style, sheet) for position, sheet in sheets.items()}
    return Keyboard(found, batch, style, titles, keyed, typed)


def _show(
    request: WebRequest,
    database: Database,
    cycle: str,
    number: int,
    session: Session,
    form: Form,
    sheet: int,
    *,
    status: int = 200,
) -> Response[str]:
    official = viewer_of(session).account_id
    with database.read() as work:
        board = sit_down(work, cycle, number, official)
    own = board.batch.entry_of(official)
    if (own is None and len(board.batch.entries) == 2) or is_counted(board.cycle):
        raise ConflictError(Message("Two other officials key this batch. Take another one."))
    if own is not None and own.finished:
        raise ConflictError(Message("You have finished this batch. Another official keys it now."))
    position = sheet if 1 <= sheet <= board.batch.sheets else board.next_position
    return page(
        request,
        "voting/paper_key.html" if position else "voting/paper_keyed.html",
        status=status,
        form=form,
        cycle=board.cycle,
        batch=board.batch,
        board=board,
        kind=board.style.rule.kind.value,
        position=position,
        last=max((before for before in board.keyed if before < position), default=0),
    )


HANDLERS = (show_sheet, take_sheet_in, finish_batch)
