"""Who is at work on a tally: one at a time, for as long as they keep saying so.

A worker that dies says nothing more, and after some seconds the next may take over. A worker whose lease has passed to
another can't keep a file: every step is kept in the transaction that renews the lease.
"""

from dataclasses import dataclass

from sqlalchemy import select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.storage.tables import TallyRunRow

LEASE_SECONDS = 30


class LeaseLostError(RuntimeError):
    """Another worker has taken the tally over."""


@dataclass(frozen=True, slots=True)
class TallyRun:
    """What a worker is at: the step's name, pieces done of all, the fault it ended with, and whether it still works."""

    step: str
    done: int
    total: int
    fault: str
    is_live: bool


def take_lease(work: Work, cycle_id: CycleId, holder: str, now: int) -> bool:
    """Begin to work as ``holder``; False while another one works. The caller holds the cycle and commits."""
    row = work.session.get(TallyRunRow, cycle_id, populate_existing=True)
    if row is not None and row.until > now:
        return False
    fresh = TallyRunRow(
        cycle_id=cycle_id, holder=holder, until=now + LEASE_SECONDS, step="", done=0, total=0, fault=""
    )
    work.session.merge(fresh)
    work.session.flush()
    return True


def renew_lease(
    work: Work, cycle_id: CycleId, holder: str, now: int, step: str = "", done: int = 0, total: int = 0
) -> None:
    """Say that ``holder`` works on, and at what. Raises LeaseLostError when somebody else does."""
    row = _hold(work, cycle_id, holder)
    row.until, row.step, row.done, row.total = now + LEASE_SECONDS, step, done, total
    work.session.flush()


def end_lease(work: Work, cycle_id: CycleId, holder: str, fault: str = "") -> None:
    """Stop working. Raises LeaseLostError when somebody else has taken over."""
    row = _hold(work, cycle_id, holder)
    row.until, row.fault, row.step, row.done, row.total = 0, fault, "", 0, 0
    work.session.flush()


def find_run(work: Work, cycle_id: CycleId, now: int) -> TallyRun | None:
    """Return what the newest worker is or was at; None before the first."""
    row = work.session.get(TallyRunRow, cycle_id, populate_existing=True)
    if row is None:
        return None
    return TallyRun(row.step, row.done, row.total, row.fault, row.until > now)


def _hold(work: Work, cycle_id: CycleId, holder: str) -> TallyRunRow:
    row = work.session.scalars(
        select(TallyRunRow)
        .where(TallyRunRow.cycle_id == cycle_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or row.holder != holder:
        raise LeaseLostError(f"another worker is at the tally of {cycle_id}")
    return row
