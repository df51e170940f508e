"""Events and their notes: kept, changed over the version that was read, cancelled, and counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import delete, func, select

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.events import Access, Event, EventId, EventKind, EventNote, Meeting, Stop
from proposals.core.proposal import Proposal, localized
from proposals.core.rules import REVIEW, SUBMISSION
from proposals.storage.event_tables import EventNoteRow, EventRow
from proposals.storage.rows import to_proposal
from proposals.storage.tables import ProposalRow

MEETING_EVENTS = {
    "add-event": Message("Event announced"),
    "change-event": Message("Event changed"),
    "cancel-event": Message("Event cancelled"),
}


class OutdatedEventError(ConflictError):
    """Somebody else has changed the event since it was read; `newest` is what they saved."""

    code = "outdated-event"

    def __init__(self, newest: Event) -> None:
        """Refuse, and carry what stands now."""
        super().__init__(
            Message("Somebody else has changed this event meanwhile. Yours has not been saved yet.")
        )
        self.newest = newest


def find_event(work: Work, event_id: EventId) -> Event:
    """Return an event. Raises NotFoundError."""
    row = work.session.get(EventRow, event_id)
    if row is None:
        raise NotFoundError
    return _to_event(row)


def list_events(work: Work, cycle_id: CycleId | None = None) -> list[Event]:
    """Return the events of a round, or of all rounds, the earliest first."""
    query = select(EventRow).order_by(EventRow.starts_at, EventRow.id)
    if cycle_id is not None:
        query = query.where(EventRow.cycle_id == cycle_id)
    return [_to_event(row) for row in work.session.scalars(query)]


def count_announced(work: Work, cycle_id: CycleId) -> int:
    """Return how many events a round has, cancelled ones too."""
    return work.session.scalar(select(func.count(EventRow.id)).where(EventRow.cycle_id == cycle_id)) or 0


def add_event(work: Work, cycle: Cycle, meeting: Meeting, actor: Actor, now: datetime) -> Event:
    """Announce an event."""
    event = Event(EventId(token_hex(16)), cycle.id, meeting, now)
    row = EventRow(id=event.id, cycle_id=cycle.id, announced_at=now, cancelled={}, cancelled_at=None)
    _write(row, meeting, 1)
    work.session.add(row)
    work.session.flush()
    _note(work, cycle, "add-event", event, actor, now)
    return event


def change_event(
    work: Work, cycle: Cycle, event_id: EventId, meeting: Meeting, seen: int, actor: Actor, now: datetime
) -> Event:
    """Save a change over version ``seen``; the same again changes nothing. Raises OutdatedEventError."""
    event, row = _hold(work, event_id)
    if event.meeting == meeting:
        return event
    if seen != event.version:
        raise OutdatedEventError(event)
    _write(row, meeting, seen + 1)
    work.session.flush()
    changed = replace(event, meeting=meeting, version=seen + 1)
    _note(work, cycle, "change-event", changed, actor, now)
    return changed


def cancel_event(
    work: Work, cycle: Cycle, event_id: EventId, reason: LocalizedText, actor: Actor, now: datetime
) -> None:
    """Say that an event does not take place, and why. Cancelled already, nothing happens."""
    event, row = _hold(work, event_id)
    if event.is_cancelled:
        return
    row.cancelled, row.cancelled_at, row.version = dict(localized(reason)), now, event.version + 1
    work.session.flush()
    _note(work, cycle, "cancel-event", event, actor, now)


def list_notes(work: Work, event_id: EventId) -> list[EventNote]:
    """Return what was noted at an event, in its order."""
    rows = work.session.scalars(
        select(EventNoteRow).where(EventNoteRow.event_id == event_id).order_by(EventNoteRow.number)
    )
    return [_to_note(row) for row in rows]


def find_note(work: Work, event_id: EventId, number: int) -> EventNote:
    """Return one note. Raises NotFoundError."""
    return _to_note(_find_note_row(work, event_id, number))


def find_origin(work: Work, proposal_id: ProposalId) -> tuple[Event, EventNote] | None:
    """Return the event and the note that a proposal came from, or None."""
    found = work.session.execute(
        select(EventRow, EventNoteRow)
        .join(EventNoteRow, EventNoteRow.event_id == EventRow.id)
        .where(EventNoteRow.proposal_id == proposal_id)
        .limit(1)
    ).first()
    return (_to_event(found[0]), _to_note(found[1])) if found else None


def list_made_of(work: Work, notes: Sequence[EventNote]) -> dict[ProposalId, Proposal]:
    """Return the sent proposals that came of notes, by their ids."""
    wanted = [note.proposal for note in notes if note.proposal is not None]
    rows = work.session.scalars(select(ProposalRow).where(ProposalRow.id.in_(wanted))) if wanted else ()
    return {ProposalId(row.id): to_proposal(row) for row in rows}


def add_note(
    work: Work, event: Event, text: str, language: Language, stop: int | None, actor: Actor, now: datetime
) -> EventNote:
    """Note something that was said."""
    last = work.session.scalar(select(func.max(EventNoteRow.number)).where(EventNoteRow.event_id == event.id))
    note = EventNote(event.id, (last or 0) + 1, text, language, stop)
    work.session.add(
        EventNoteRow(
            id=token_hex(16),
            event_id=event.id,
            number=note.number,
            stop=stop,
            text=text,
            language=language.value,
            proposal_id=None,
            written_by=actor.name,
            written_at=now,
        )
    )
    work.session.flush()
    return note


def remove_note(work: Work, event_id: EventId, number: int) -> None:
    """Remove a note. Raises ConflictError for one that has become a proposal."""
    row = _find_note_row(work, event_id, number)
    if row.proposal_id is not None:
        raise ConflictError(Message("This note has become a proposal. It can't be removed."))
    work.session.execute(delete(EventNoteRow).where(EventNoteRow.id == row.id))


def tie_note(work: Work, event_id: EventId, number: int, proposal_id: ProposalId) -> None:
    """Remember which draft, and so which proposal, was made of a note."""
    _find_note_row(work, event_id, number).proposal_id = proposal_id
    work.session.flush()


def _hold(work: Work, event_id: EventId) -> tuple[Event, EventRow]:
    row = work.session.get(EventRow, event_id)
    if row is None:
        raise NotFoundError
    return _to_event(row), row


def _find_note_row(work: Work, event_id: EventId, number: int) -> EventNoteRow:
    row = work.session.scalars(
        select(EventNoteRow).where(EventNoteRow.event_id == event_id, EventNoteRow.number == number)
    ).first()
    if row is None:
        raise NotFoundError
    return row


def _write(row: EventRow, meeting: Meeting, version: int) -> None:
    access = meeting.access
    row.kind, row.version = meeting.kind.value, version
    row.title, row.about = dict(localized(meeting.title)), dict(localized(meeting.about))
    row.place, row.address = meeting.place, meeting.address
    row.starts_at, row.ends_at = meeting.starts_at, meeting.ends_at
    row.step_free, row.toilet, row.hearing_loop = access.step_free, access.toilet, access.hearing_loop
    row.languages = [language.value for language in access.languages]
    row.access_note, row.outcome = dict(localized(access.note)), dict(localized(meeting.outcome))
    row.stops = [[stop.name, *(stop.point or ())] for stop in meeting.stops]
    row.participants = meeting.participants


def _to_event(row: EventRow) -> Event:
    access = Access(
        row.step_free,
        row.toilet,
        row.hearing_loop,
        tuple(map(Language, row.languages)),
        LocalizedText(**row.access_note),
    )
    meeting = Meeting(
        EventKind(row.kind),
        LocalizedText(**row.title),
        LocalizedText(**row.about),
        row.place,
        row.address,
        row.starts_at,
        row.ends_at,
        access,
        tuple(Stop(name, (point[0], point[1]) if point else None) for name, *point in row.stops),
        LocalizedText(**row.outcome),
        row.participants,
    )
    return Event(
        EventId(row.id),
        CycleId(row.cycle_id),
        meeting,
        row.announced_at,
        row.version,
        LocalizedText(**row.cancelled),
        row.cancelled_at,
    )


def _to_note(row: EventNoteRow) -> EventNote:
    return EventNote(
        EventId(row.event_id),
        row.number,
        row.text,
        Language(row.language),
        row.stop,
        ProposalId(row.proposal_id) if row.proposal_id else None,
    )


def _note(work: Work, cycle: Cycle, act: str, event: Event, actor: Actor, now: datetime) -> None:
    stage = SUBMISSION if cycle.declaration.plan(SUBMISSION) else REVIEW
    details: dict[str, JSON] = {"event": event.id, "version": event.version}
    work.write_journal(cycle.id, JournalEvent(act, stage, actor, details), now)
