"""Counters of attempts, in the database so that several processes share them.

One moment a key is all that is kept: when the key will have its full allowance again (the generic cell rate
algorithm, ITU-T I.371). A key whose moment has passed says nothing any more and is removed, so the table
never holds more rows than attempts were made within the longest period.
"""

from datetime import datetime, timedelta

from sqlalchemy import String, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table
from pb.storage.unit_of_work import Work


class ThrottleRow(Table):
    """One key of one throttle. `key` is a digest: no name and no address is kept."""

    __tablename__ = "throttles"

    bucket: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    whole_again: Mapped[datetime] = mapped_column(index=True)


def spend_attempt(
    work: Work, bucket: str, key: str, limit: int, period: timedelta, now: datetime
) -> timedelta | None:
    """Count one attempt; None when it is within ``limit`` a ``period``, else how long to wait, uncounted."""
    step = period / limit
    row = _lock(work, bucket, key, now)
    whole_again = max(row.whole_again, now) + step
    wait = whole_again - now - period
    if wait > timedelta(0):
        return wait
    row.whole_again = whole_again
    return None


def forgive_attempts(work: Work, bucket: str, key: str) -> None:
    """Give a key its full allowance back, as after the right password."""
    work.session.execute(delete(ThrottleRow).where(ThrottleRow.bucket == bucket, ThrottleRow.key == key))


def purge_throttles(work: Work, now: datetime) -> int:
    """Remove the keys that have their full allowance again; return how many."""
    gone = work.session.execute(
        delete(ThrottleRow).where(ThrottleRow.whole_again <= now).returning(ThrottleRow.key)
    )
    return len(gone.all())


def _lock(work: Work, bucket: str, key: str, now: datetime) -> ThrottleRow:
    # One statement makes the row or waits for it: between two, another visitor's right secret may remove it.
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(ThrottleRow).values(bucket=bucket, key=key, whole_again=now)
    held = statement.on_conflict_do_update(
        index_elements=["bucket", "key"], set_={"key": statement.excluded.key}
    ).returning(ThrottleRow)
    return work.session.scalars(held, execution_options={"populate_existing": True}).one()
