"""Noting what was said at an event, and making a draft proposal of a note.

The draft is an ordinary one: it belongs to the official's session, and its private link can be given to whoever had the
idea. Sent, it is a proposal like any other, and tells which event it came from.
"""

from secrets import token_hex

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import ChoiceField, NumberField, TextField, optional
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.events import NOTE_MAXIMUM, Event, EventNote
from proposals.core.private_link import hash_token
from proposals.core.proposal import Draft, ProposalText
from proposals.core.rules import SUBMISSION, submission_rules
from proposals.core.submission import PROPOSER_MAXIMUM, only_area
from proposals.storage.drafts import find_draft, save_draft
from proposals.storage.events import add_note, find_note, list_made_of, list_notes, remove_note, tie_note
from proposals.storage.proposals import find_sent
from proposals.web.authorship import make_token, remember
from proposals.web.events.edit import MEETS
from proposals.web.events.public import find_event_of
from proposals.web.events.words import SPOKEN
from proposals.web.rounds import find_round, require_submission

TEXT = TextField("text", Message("What was said"), NOTE_MAXIMUM, lines=True)
LANGUAGE = ChoiceField("language", Message("Language of the note"), [language.value for language in Language])
STOP = optional(NumberField("stop", Message("Where on the way"), minimum=1))


@get("/cycles/{cycle:str}/events/{event:str}/notes", access=MEETS, sync_to_thread=True)
def show_notes(
    request: WebRequest,
    cycle: FromPath[str],
    event: FromPath[str],
    database: NamedDependency[Database],
    language: NamedDependency[Language],
) -> Response[str]:
    """List what was noted, with a form for more."""
    with database.read() as work:
        found = find_round(work, cycle)
        known = find_event_of(work, found, event)
        return _show(request, work, found, known, new_form(request, {LANGUAGE.name: language.value}))


@post("/cycles/{cycle:str}/events/{event:str}/notes", access=MEETS, sync_to_thread=True)
def write_note(
    request: WebRequest,
    cycle: FromPath[str],
    event: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Note one thing that was said."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        known = find_event_of(work, held, event)
        form = read_form(request, TEXT, LANGUAGE, STOP)
        if not form.faults and (form[STOP] or 0) > len(known.meeting.stops):
            form.add_faults({STOP.name: Message("Choose one of the stops.")})
        if form.faults:
            return _show(request, work, held, known, form)
        add_note(
            work, known, form[TEXT], Language(form[LANGUAGE]), form[STOP], actor_of(session), clock.now()
        )
        work.commit()
    return go_to(request, f"cycles/{cycle}/events/{event}/notes", flash=Message("The note has been saved."))


@post("/cycles/{cycle:str}/events/{event:str}/notes/{number:int}/remove", access=MEETS, sync_to_thread=True)
def remove(
    request: WebRequest,
    cycle: FromPath[str],
    event: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
) -> Response[str]:
    """Remove a note that has become nothing."""
    with database.write() as work:
        known = find_event_of(work, work.load_cycle(CycleId(cycle)), event)
        remove_note(work, known.id, number)
        work.commit()
    return go_to(request, f"cycles/{cycle}/events/{event}/notes", flash=Message("The note has been removed."))


@post("/cycles/{cycle:str}/events/{event:str}/notes/{number:int}/draft", access=MEETS, sync_to_thread=True)
def make_draft(
    request: WebRequest,
    cycle: FromPath[str],
    event: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Make a draft of a note, or go back to the one that was made; refused once it has been sent."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        require_submission(held, engine, session)
        known = find_event_of(work, held, event)
        note = find_note(work, known.id, number)
        if note.proposal is not None and find_sent(work, note.proposal) is not None:
            raise ConflictError(Message("This note has become a proposal already."))
        draft = find_draft(work, note.proposal) if note.proposal else None
        if draft is None:
            draft = _draft(held, known, note, clock)
            save_draft(work, draft, hash_token(make_token(toolkit_of(request), draft.id)))
            tie_note(work, known.id, number, draft.id)
        work.commit()
    remember(session, draft.id)
    told = Message("The note is a draft proposal now. Fill in the rest and send it.")
    return go_to(request, f"cycles/{cycle}/propose", flash=told)


def _draft(cycle: Cycle, event: Event, note: EventNote, clock: Clock) -> Draft:
    title = " ".join(note.text.split())[: submission_rules(cycle).title_maximum]
    content = ProposalText(
        title=title,
        text=note.text[: submission_rules(cycle).text_maximum],
        area=only_area(cycle) or "",
        proposer=event.meeting.title.in_language(note.language)[:PROPOSER_MAXIMUM],
    )
    return Draft(ProposalId(token_hex(16)), cycle.id, content, note.language, clock.now())


def _show(request: WebRequest, work: Work, cycle: Cycle, event: Event, form: Form) -> Response[str]:
    notes = list_notes(work, event.id)
    return page(
        request,
        "proposals/events/notes.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        event=event,
        notes=notes,
        made=list_made_of(work, notes),
        spoken=SPOKEN,
        may_propose=cycle.is_open(SUBMISSION),
        form=form,
    )


HANDLERS = (show_notes, write_note, remove, make_draft)
