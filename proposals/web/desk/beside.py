"""What officials write beside an answer: internal notes, questions to the author, and what can't go together."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import InvalidInputError, NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of, viewer_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import ChoiceField, NumberField, TextField
from pb.web.forms import read_form
from pb.web.pages import go_to
from pb.web.sessions import Session
from pb.web.stage_gate import require_open
from pb.web.times import DateField
from proposals.core.criteria import WHY_MAXIMUM
from proposals.core.information import QUESTION_MAXIMUM
from proposals.core.proposal import Proposal
from proposals.core.rules import REVIEW
from proposals.core.workbench import NOTE_MAXIMUM, InternalNote
from proposals.storage.exclusions import exclude, include
from proposals.storage.information import ask_author
from proposals.storage.internal_notes import add_note
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import note_act
from proposals.web.acting import ANSWERS
from proposals.web.statements.fields import end_of_day

NOTE = TextField("note", Message("Internal note"), NOTE_MAXIMUM, lines=True)
QUESTION = TextField("question", Message("Question to the author"), QUESTION_MAXIMUM, lines=True)
DUE = DateField("answer_due", Message("Answer by"))
OTHER = NumberField("other", Message("Number of the other proposal"), minimum=1)
WHY = TextField("why", Message("Why not both"), WHY_MAXIMUM, required=False)
PART = ChoiceField("act", Message("What to do"), ("add", "remove"))


@post("/cycles/{cycle:str}/review/{number:int}/notes", access=ANSWERS, sync_to_thread=True)
def keep_note(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Keep a note for the other officials; nobody else ever reads it."""
    viewer = viewer_of(session)
    with database.write() as work:
        proposal = find_proposal(work, CycleId(cycle), number)
        form = read_form(request, NOTE)
        form.refuse()
        add_note(work, proposal, InternalNote(viewer.name, viewer.unit, form[NOTE], clock.now()))
        work.commit()
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=Message("The note has been saved."))


@post("/cycles/{cycle:str}/review/{number:int}/ask-author", access=ANSWERS, sync_to_thread=True)
def ask(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Ask the author for more information."""
    now = clock.now()
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = find_proposal(work, held.id, number)
        require_open(held, REVIEW, engine)
        form = read_form(request, QUESTION, DUE)
        form.refuse()
        due = end_of_day(form[DUE], toolkit_of(request).zone)
        if due <= now:
            raise InvalidInputError({"answer_due": Message("Choose a day that is still to come.")})
        viewer = viewer_of(session)
        ask_author(work, proposal, form[QUESTION], viewer.name, viewer.unit, due, now)
        note_act(work, proposal, "ask-author", actor_of(session), now)
        work.commit()
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=Message("The author has been asked."))


@post("/cycles/{cycle:str}/review/{number:int}/exclusions", access=ANSWERS, sync_to_thread=True)
def change_exclusion(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Write down, or take back, that another proposal can't be carried out together with this one."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = find_proposal(work, held.id, number)
        require_open(held, REVIEW, engine)
        form = read_form(request, OTHER, WHY, PART)
        form.refuse()
        other = _find_other(work, held.id, form[OTHER])
        if form[PART] == "add":
            exclude(work, proposal, other, form[WHY])
        else:
            include(work, proposal, other)
        act = "exclude" if form[PART] == "add" else "include"
        note_act(work, proposal, act, actor_of(session), clock.now(), {"other": other.number})
        work.commit()
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=Message("Your changes have been saved."))


def _find_other(work: Work, cycle_id: CycleId, number: int) -> Proposal:
    try:
        return find_proposal(work, cycle_id, number)
    except NotFoundError:
        fault = Message("There is no proposal %(number)s in this round.", {"number": number})
        raise InvalidInputError({OTHER.name: fault}) from None


HANDLERS = (keep_note, ask, change_exclusion)
