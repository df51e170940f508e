"""Events are kept whole, changed over the version that was read, and counted for the year, on both databases."""

from dataclasses import replace

import pytest

from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.storage.database import Database
from proposals.core.events import EventId, EventKind, Meeting
from proposals.event_reports import count_events, list_event_news
from proposals.storage.events import (
    OutdatedEventError,
    add_event,
    add_note,
    cancel_event,
    change_event,
    find_event,
    find_origin,
    list_events,
    list_made_of,
    list_notes,
    remove_note,
    tie_note,
)
from tests.support.cycles import CHAIR, CLERK, DAY, START
from tests.support.proposals import ROUND, send, start_round
from tests.unit.proposals.core.test_events import WALK

OUTCOME = replace(WALK, outcome=LocalizedText("Sovittiin penkistä.", "Vi kom överens."), participants=14)


def add(database: Database, meeting: Meeting = WALK) -> EventId:
    with database.write() as work:
        event = add_event(work, work.load_cycle(ROUND), meeting, CLERK, START)
        work.commit()
    return event.id


def test_event_comes_back_as_it_was_written(database: Database) -> None:
    start_round(database)
    walk = add(database)
    later = add(database, replace(WALK, starts_at=START + DAY, ends_at=START + 2 * DAY))
    with database.read() as work:
        assert find_event(work, walk).meeting == WALK
        assert [event.id for event in list_events(work, ROUND)] == [walk, later]
        assert list_events(work)[0].version == 1
        with pytest.raises(NotFoundError):
            find_event(work, EventId("unknown"))


def test_second_change_is_refused_with_what_stands(database: Database) -> None:
    start_round(database)
    walk = add(database)
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        assert change_event(work, cycle, walk, OUTCOME, 1, CLERK, START).version == 2
        assert change_event(work, cycle, walk, OUTCOME, 1, CLERK, START).version == 2
        with pytest.raises(OutdatedEventError) as refused:
            change_event(work, cycle, walk, replace(WALK, place="Asema"), 1, CHAIR, START)
        assert refused.value.newest.meeting == OUTCOME
        work.commit()
    with database.read() as work:
        acts = [entry.event.act for entry in work.read_journal(ROUND)]
    assert acts[-2:] == ["add-event", "change-event"]


def test_cancelled_event_stays_and_is_not_counted(database: Database) -> None:
    start_round(database)
    add(database, OUTCOME)
    add(database, replace(OUTCOME, kind=EventKind.TABLE, participants=9))
    add(database, WALK)
    gone = add(database, OUTCOME)
    with database.write() as work:
        cycle = work.load_cycle(ROUND)
        for _ in range(2):
            cancel_event(work, cycle, gone, LocalizedText("Myrsky.", "Storm."), CLERK, START + DAY)
        work.commit()
    with database.read() as work:
        cycle = work.read_cycle(ROUND)
        counted = {figure.key: figure.value for figure in count_events(cycle, work)}
        news = {one.key: str(one.heading) for one in list_event_news(cycle, work)}
        assert find_event(work, gone).cancelled.sv == "Storm."
    assert counted == {"walks": 1, "walks-participants": 14, "tables": 1, "tables-participants": 9}
    assert news[f"event-{gone}-cancelled"] == "Event cancelled"
    assert len(news) == 4


def test_note_remembers_the_proposal_that_came_of_it(database: Database) -> None:
    start_round(database)
    walk = add(database)
    proposal = send(database)
    with database.write() as work:
        event = find_event(work, walk)
        first = add_note(work, event, "Penkki tarvitaan.", Language.FI, 2, CLERK, START)
        second = add_note(work, event, "Mera ljus.", Language.SV, None, CLERK, START)
        tie_note(work, walk, first.number, proposal.id)
        with pytest.raises(ConflictError):
            remove_note(work, walk, first.number)
        remove_note(work, walk, second.number)
        work.commit()
    with database.read() as work:
        notes = list_notes(work, walk)
        assert [(note.text, note.stop, note.proposal) for note in notes] == [
            ("Penkki tarvitaan.", 2, proposal.id)
        ]
        assert list_made_of(work, notes) == {proposal.id: proposal}
        origin = find_origin(work, proposal.id)
        assert origin is not None
        assert origin[0].id == walk
        assert find_origin(work, ProposalId("other")) is None
