"""Opens and closes stages at their dates.

Safe with several processes: whoever holds a cycle's row does its move, the others then find it done. Safe after
downtime: moves are done in order, one transaction each, so a crash leaves whole moves behind it and nothing half done.
"""

import threading
from collections.abc import Callable
from itertools import count
from types import TracebackType

import structlog

from pb.engine.acts import Act
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work

log = structlog.get_logger()

TIDY_SECONDS = 3600


def run_due_moves(database: Database, engine: Engine[Work], clock: Clock) -> tuple[tuple[CycleId, Act], ...]:
    """Do every move whose date has come, in every cycle, and return what was done."""
    with database.read() as work:
        waiting = [cycle.id for cycle in work.list_cycles() if not cycle.is_over]
    done: list[tuple[CycleId, Act]] = []
    for cycle_id in waiting:
        while act := _run_next(database, engine, clock, cycle_id):
            log.info("stage moved", cycle=cycle_id, stage=act.stage, act=act.name)
            done.append((cycle_id, act))
    return tuple(done)


def _run_next(database: Database, engine: Engine[Work], clock: Clock, cycle_id: CycleId) -> Act | None:
    with database.write() as work:
        act = engine.run_due(cycle_id, work, clock.now())
        if act is not None:
            work.commit()
        return act


class Scheduler:
    """A thread that looks at the calendar every few seconds while its block lasts. A fault is logged and tried again."""

    def __init__(
        self,
        database: Database,
        engine: Engine[Work],
        clock: Clock,
        seconds: float,
        tidy: Callable[[], object] = lambda: None,
        tend: Callable[[], object] = lambda: None,
    ) -> None:
        """Prepare; nothing runs yet. ``tend`` is called at every look, ``tidy`` at the first and about once an hour."""
        self._parts = (database, engine, clock)
        self._seconds = seconds
        self._tidy = tidy
        self._tend = tend
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    def __enter__(self) -> "Scheduler":
        """Start looking."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the move at hand and stop."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        for look in count():
            try:
                run_due_moves(*self._parts)
                self._tend()
                if look % max(1, int(TIDY_SECONDS / self._seconds)) == 0:
                    self._tidy()
            except Exception:
                # Whatever failed (a database restart, a full disk) must not end the calendar.
                log.exception("calendar failed, trying again")
            if self._stop.wait(self._seconds):
                return
