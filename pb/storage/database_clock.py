"""The database's clock: one time for every process of an installation, whatever the clocks of their machines say.

Between looks at the database it goes on by the machine's running time, which no setting of a clock moves. So a clock
that is put an hour forward or back near the end of voting moves no cutoff: neither a process's own clock nor, once the
service has looked, the database's. Slow corrections are followed; a jump is not believed until the service is started
anew.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import text

from pb.storage.database import Database

log = structlog.get_logger()

BELIEVED = timedelta(minutes=1)
"""More than this between two looks no clock gains or loses by itself."""


def read_running_time() -> float:
    """Return the seconds since the machine started, its sleep included: nobody can set them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class DatabaseClock:
    """A `Clock` by the database's time. `look` compares it with the database again, as the scheduler does."""

    def __init__(
        self,
        read: Callable[[], datetime],
        running: Callable[[], float] = read_running_time,
    ) -> None:
        """Prepare; the first reading is taken when first needed. ``read`` is as `reader_of` returns it."""
        self._read = read
        self._running = running
        self._base: tuple[datetime, float] | None = None
        self._has_jumped = False

    def now(self) -> datetime:
        """Return the present moment in UTC. Raises the database's error when it was never reached."""
        base = self._base or self._measure()
        self._base = base
        return base[0] + timedelta(seconds=self._running() - base[1])

    def look(self) -> None:
        """Follow what the database's clock has gained or lost; a jump is logged and not followed."""
        if self._base is None:
            self.now()
            return
        moment, running = self._measure()
        moved = moment - (self._base[0] + timedelta(seconds=running - self._base[1]))
        jumps = abs(moved) > BELIEVED
        if not jumps:
            self._base = (moment, running)
        elif not self._has_jumped:
            log.error("the database's clock has jumped and is not followed", seconds=moved.total_seconds())
        self._has_jumped = jumps

    def _measure(self) -> tuple[datetime, float]:
        before = self._running()
        moment = self._read()
        return moment, (before + self._running()) / 2


def reader_of(database: Database) -> Callable[[], datetime]:
    """Return what reads the clock of a database: of its server, or of the machine for one in a file."""
    question = text(
        "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')"
        if database.is_sqlite
        else "SELECT clock_timestamp()"
    )

    def read() -> datetime:
        with database.read() as work:
            told = work.connection.execute(question).scalar_one()
        moment = datetime.fromisoformat(told) if isinstance(told, str) else told
        return moment.astimezone(UTC)

    return read
