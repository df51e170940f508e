"""The calendar does each act once, whoever looks at it and however late."""

import threading
from collections import Counter
from datetime import datetime

from pb.engine.acts import CLOSE, OPEN, Act
from pb.engine.engine import Engine
from pb.kernel.clock import SetClock
from pb.kernel.ids import CycleId, StageKey
from pb.main.scheduler import Scheduler, run_due_moves
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from tests.support.cycles import CLERK, DAY, START, ObedientStage, declare, plan

ROUND = CycleId("2027")
FIRST, SECOND = StageKey("first"), StageKey("second")
ALL_MOVES = [Act(FIRST, OPEN), Act(FIRST, CLOSE), Act(SECOND, OPEN), Act(SECOND, CLOSE)]


def build(database: Database) -> Engine[Work]:
    engine: Engine[Work] = Engine([ObedientStage(FIRST), ObedientStage(SECOND)])
    with database.write() as work:
        engine.start(declare(plan("first", 0), plan("second", 20)), work, CLERK, START)
        work.commit()
    return engine


def journal_acts(database: Database) -> list[Act]:
    with database.read() as work:
        entries = work.read_journal(ROUND)
    return [Act(StageKey(entry.event.stage), entry.event.act) for entry in entries if entry.event.stage]  # type: ignore[arg-type]


def test_calendar_catches_up_in_order_after_downtime(database: Database) -> None:
    engine = build(database)
    assert run_due_moves(database, engine, SetClock(START)) == ((ROUND, ALL_MOVES[0]),)
    assert run_due_moves(database, engine, SetClock(START + 100 * DAY)) == tuple(
        (ROUND, act) for act in ALL_MOVES[1:]
    )
    assert run_due_moves(database, engine, SetClock(START + 200 * DAY)) == ()
    assert journal_acts(database) == ALL_MOVES


def test_eight_calendars_at_once_do_each_act_once(database: Database) -> None:
    engine = build(database)
    barrier = threading.Barrier(8)
    done: list[Act] = []

    def look() -> None:
        barrier.wait()
        done.extend(act for _, act in run_due_moves(database, engine, SetClock(START + 100 * DAY)))

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(done) == Counter(ALL_MOVES)
    assert journal_acts(database) == ALL_MOVES


def test_calendar_goes_on_after_a_fault(database: Database) -> None:
    engine = build(database)
    faults = 0

    class FaultyClock(SetClock):
        def now(self) -> datetime:
            nonlocal faults
            faults += 1
            if faults == 1:
                raise OSError("no clock")
            return super().now()

    with Scheduler(database, engine, FaultyClock(START + 100 * DAY), 0.01):
        for _ in range(500):
            if journal_acts(database) == ALL_MOVES:
                break
            threading.Event().wait(0.02)
    assert faults > 1
    assert journal_acts(database) == ALL_MOVES
