"""The tally in the background of a serving process: one worker a cycle, on all cores, told to the pages as it goes.

The work itself runs in processes of its own, so that the pages go on answering. A lease in the database keeps it to one
worker whatever number of processes serve; who dies says nothing more, and the next may take over. Must never hold a
database connection while it computes.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from multiprocessing import get_context
from secrets import token_hex

import structlog

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.mixing.spread import Piece, Result, Spread, work_in_turn
from voting.core.reading import FormatError
from voting.core.tally.steps import Step
from voting.storage.tally_runs import LeaseLostError, end_lease, find_run, renew_lease, take_lease
from voting.tally import TallyDesk, Watch, run_tally
from voting.verify.bundle import VerificationError

log = structlog.get_logger()

TICK_SECONDS = 2.0
SHORT = 2
"""So many pieces are done at once here; starting processes would take longer."""

UNEXPECTED = "unexpected"


def start_tally(desk: TallyDesk, cycle_id: CycleId, cores: int | None = None) -> threading.Thread | None:
    """Take every step that can be taken, in the background; None when another worker is at it."""
    holder = token_hex(16)
    with desk.database.write() as work:
        work.load_cycle(cycle_id)
        if not take_lease(work, cycle_id, holder, _now()):
            return None
        work.commit()
    thread = threading.Thread(
        target=_work, args=(desk, cycle_id, holder, cores or os.cpu_count() or 1), name="tally", daemon=True
    )
    thread.start()
    return thread


def is_at_work(work: Work, cycle_id: CycleId) -> bool:
    """Whether a worker is at the tally of a cycle."""
    run = find_run(work, cycle_id, _now())
    return run is not None and run.is_live


def _work(desk: TallyDesk, cycle_id: CycleId, holder: str, cores: int) -> None:
    fault = ""
    try:
        with _Ticker(desk, cycle_id, holder) as ticker, _spread_over(cores, ticker.count) as spread:
            run_tally(replace(desk, spread=spread), cycle_id, ticker)
    except LeaseLostError:
        log.warning("tally taken over by another worker", cycle=cycle_id)
        return
    except (FormatError, VerificationError) as error:
        fault = str(error)
    except Exception:
        # Whatever failed, the page has to say that nobody works any more; the log has the reason.
        log.exception("tally failed", cycle=cycle_id)
        fault = UNEXPECTED
    with desk.database.write() as work:
        end_lease(work, cycle_id, holder, fault)
        work.commit()


class _Ticker(Watch):
    """Renews the lease every few seconds and writes how far the step is, from a thread of its own."""

    def __init__(self, desk: TallyDesk, cycle_id: CycleId, holder: str) -> None:
        self._desk, self._cycle, self._holder = desk, cycle_id, holder
        self._progress = ("", 0, 0)
        self._lost = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._tick, name="tally-ticker", daemon=True)

    def __enter__(self) -> "_Ticker":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def begin(self, step: Step) -> None:
        self._progress = (step.files[0], 0, 0)

    def count(self, done: int, total: int) -> None:
        """Hear how many pieces of the work at hand are done."""
        if self._lost:
            raise LeaseLostError
        self._progress = (self._progress[0], done, total)

    def hold(self, work: Work) -> None:
        renew_lease(work, self._cycle, self._holder, _now(), *self._progress)

    def _tick(self) -> None:
        while not self._stop.wait(TICK_SECONDS):
            try:
                with self._desk.database.write() as work:
                    self.hold(work)
                    work.commit()
            except LeaseLostError:
                self._lost = True
                return
            except Exception:
                # A database that doesn't answer now may answer at the next tick; until then the lease runs.
                log.exception("tally progress not written")


@contextmanager
def _spread_over(cores: int, progress: Callable[[int, int], None]) -> Iterator[Spread]:
    """Give a spread that starts its processes with the first work that is long enough."""
    with ExitStack() as stack:
        pools: list[ProcessPoolExecutor] = []

        def spread(task: Callable[[Piece], Result], pieces: Sequence[Piece], /) -> Iterator[Result]:
            results: Iterable[Result]
            if cores == 1 or len(pieces) <= SHORT:
                results = work_in_turn(task, pieces)
            else:
                if not pools:
                    # Spawned, not forked: this process has threads, whose locks a fork would copy as they stand.
                    pool = ProcessPoolExecutor(cores, get_context("spawn"), _leave_with, (os.getpid(),))
                    pools.append(stack.enter_context(pool))
                results = pools[0].map(task, pieces)
            for done, result in enumerate(results, 1):
                progress(done, len(pieces))
                yield result

        yield spread


def _leave_with(parent: int) -> None:
    """Give way to the pages, and end when the serving process does, however it ends."""
    os.nice(10)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _now() -> int:
    # The lease is about this machine's work, not about the calendar of the round.
    return int(time.time())
