"""The ledger keeps what the engine gives it, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pb.engine.acts import CALENDAR, CLOSE, OPEN, Act, ActName
from pb.engine.approval import Approval
from pb.engine.cycle import StageState, StageStatus, start_cycle
from pb.engine.journal import JournalEvent, find_break
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Submissions
from pb.kernel.ids import CycleId, ProposalId, StageKey
from pb.storage.database import Database
from tests.support.cycles import CHAIR, CLERK, DAY, START, declare, plan

ROUND = CycleId("2027")
FIRST = StageKey("first")
CYCLE = start_cycle(declare(plan("first", 0), plan("second", 20)))


def keep_cycle(database: Database) -> None:
    with database.write() as work:
        work.save_cycle(CYCLE)
        work.commit()


def test_cycle_comes_back_as_it_was(database: Database) -> None:
    opened = replace(CYCLE, states=(StageState(FIRST, StageStatus.OPEN, START), CYCLE.states[1]))
    with database.write() as work:
        work.save_cycle(CYCLE)
        work.save_cycle(opened)
        work.commit()
    with database.read() as work:
        assert work.read_cycle(ROUND) == opened
        assert work.list_cycles() == (opened,)


def test_unknown_cycle_is_not_found(database: Database) -> None:
    with database.write() as work:
        for find in (work.read_cycle, work.hold_cycle, work.load_cycle):
            with pytest.raises(NotFoundError):
                find(CycleId("1999"))


def test_work_without_commit_leaves_nothing(database: Database) -> None:
    with database.write() as work:
        work.save_cycle(CYCLE)
    with database.read() as work:
        assert work.list_cycles() == ()


def test_reading_work_refuses_to_commit(database: Database) -> None:
    with database.read() as work, pytest.raises(RuntimeError, match="only reads"):
        work.commit()


def test_handoff_is_written_once(database: Database) -> None:
    keep_cycle(database)
    handoff = Submissions((ProposalId("p1"), ProposalId("p2")))
    with database.write() as work:
        work.save_handoff(ROUND, FIRST, handoff)
        work.commit()
    with database.read() as work:
        assert work.load_handoff(ROUND, FIRST) == handoff
    with database.write() as work, pytest.raises(IntegrityError):
        work.save_handoff(ROUND, FIRST, handoff)


def test_journal_keeps_its_chain_and_the_order(database: Database) -> None:
    keep_cycle(database)
    for number in range(5):
        with database.write() as work:
            work.load_cycle(ROUND)
            event = JournalEvent("note", "first", CLERK, {"number": number})
            work.write_journal(ROUND, event, datetime(2027, 1, 1, 8, 0, number, 999_999, tzinfo=UTC))
            work.commit()
    with database.read() as work:
        journal = work.read_journal(ROUND)
    assert [entry.sequence for entry in journal] == [1, 2, 3, 4, 5]
    assert find_break(journal) is None


def test_altered_journal_shows(database: Database) -> None:
    keep_cycle(database)
    with database.write() as work:
        for act in ("open", "close"):
            work.write_journal(ROUND, JournalEvent(act, "first", CALENDAR), START)
        work.connection.execute(text("UPDATE journal SET actor_name = 'Nobody' WHERE sequence = 1"))
        work.commit()
    with database.read() as work:
        assert find_break(work.read_journal(ROUND)) == 1


def test_newest_unspent_approval_is_found(database: Database) -> None:
    keep_cycle(database)
    act = Act(FIRST, OPEN)
    older = Approval("a1", ROUND, act, "s", CLERK, START)
    newer = Approval("a2", ROUND, act, "s", CHAIR, START + DAY, amendment='{"rules": {}}')
    with database.write() as work:
        work.save_approval(older)
        work.save_approval(newer)
        work.save_approval(replace(newer, approved_by=CLERK, approved_at=START + DAY))
        work.save_approval(Approval("a3", ROUND, act, "s", CHAIR, START + 2 * DAY, spent=True))
        work.commit()
    with database.read() as work:
        found = work.find_approval(ROUND, act)
        assert found == replace(newer, approved_by=CLERK, approved_at=START + DAY)
        assert work.find_approval(ROUND, Act(FIRST, CLOSE)) is None
        assert work.find_approval(ROUND, Act(FIRST, ActName("publish"))) is None
        assert [item.id for item in work.list_approvals(ROUND)] == ["a1", "a2"]


def test_database_refuses_one_person_as_two(database: Database) -> None:
    keep_cycle(database)
    alone = Approval("a1", ROUND, Act(FIRST, OPEN), "s", CLERK, START, approved_by=CLERK, approved_at=START)
    with database.write() as work, pytest.raises(IntegrityError):
        work.save_approval(alone)
