"""What is kept of a run of letters: how many, how far, and when; nothing of whom they are for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.storage.roll_tables import PrintJobRow

BROKEN_OFF_AFTER = timedelta(minutes=5)
"""A run says how far it is at least this often; one that is silent for longer has broken off."""

LISTED = 20


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One run. `whom` is the word for whom it was for."""

    id: str
    whom: str
    letters: int
    made: int
    started_at: datetime
    touched_at: datetime

    @property
    def is_done(self) -> bool:
        """Whether every letter has been made."""
        return self.made >= self.letters

    def has_broken_off(self, now: datetime) -> bool:
        """Whether it stands still before its end."""
        return not self.is_done and now - self.touched_at > BROKEN_OFF_AFTER


def start_job(work: Work, cycle_id: CycleId, job: PrintJob) -> None:
    """Keep a new run."""
    work.connection.execute(
        insert(PrintJobRow).values(
            id=job.id,
            cycle_id=cycle_id,
            kind=job.whom,
            letters=job.letters,
            made=job.made,
            started_at=job.started_at,
            touched_at=job.touched_at,
        )
    )


def note_progress(work: Work, job_id: str, made: int, now: datetime) -> None:
    """Say how many letters a run has made."""
    work.connection.execute(
        update(PrintJobRow).where(PrintJobRow.id == job_id).values(made=made, touched_at=now)
    )


def list_jobs(work: Work, cycle_id: CycleId) -> Sequence[PrintJob]:
    """Return the newest runs of a cycle, the newest first."""
    query = (
        select(PrintJobRow)
        .where(PrintJobRow.cycle_id == cycle_id)
        .order_by(PrintJobRow.started_at.desc(), PrintJobRow.id)
        .limit(LISTED)
    )
    return [
        PrintJob(row.id, row.kind, row.letters, row.made, row.started_at, row.touched_at)
        for row in work.session.scalars(query)
    ]
