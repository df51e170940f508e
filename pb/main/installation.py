"""What every command and the web application stand on: the database, the engine with its stages, the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pb.storage
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.main.settings import Settings, read_secret
from pb.main.stages import PACKAGES
from pb.storage.database import Database
from pb.storage.database_clock import DatabaseClock, reader_of
from pb.storage.migrate import list_missing, migrate
from pb.storage.unit_of_work import Work
from pb.web.stage_package import Host

MIGRATIONS = (
    Path(pb.storage.__file__).parent / "migrations" / "versions",
    *(package.migrations for package in PACKAGES),
)


class NotMigratedError(RuntimeError):
    """The database lacks tables; serving would fail page by page."""


@dataclass(frozen=True, slots=True)
class Installation:
    """One installed service. Get it from `install`, which closes it again."""

    settings: Settings
    database: Database
    engine: Engine[Work]
    clock: Clock

    def migrate(self) -> tuple[str, ...]:
        """Bring the database to the newest tables and return what was missing."""
        return migrate(self.database, MIGRATIONS)

    def require_migrated(self) -> None:
        """Raise NotMigratedError unless the tables are the newest."""
        missing = list_missing(self.database, MIGRATIONS)
        if missing:
            raise NotMigratedError(
                f"The database is not ready ({', '.join(missing)} missing). Run: pb migrate"
            )


def make_host(settings: Settings) -> Host:
    """Return what the stages know of the installation they run in."""
    return Host(
        read_secret(settings), urlsplit(settings.public_url).netloc, Path(settings.secret_file).parent
    )


def make_engine(host: Host) -> Engine[Work]:
    """Return the engine with every stage plugged in."""
    return Engine([stage for package in PACKAGES for stage in package.make_stages(host)])


@contextmanager
def install(settings: Settings, clock: Clock | None = None) -> Iterator[Installation]:
    """Open an installation and close its database connections afterwards."""
    database = Database(settings.database_url)
    try:
        moments = clock or DatabaseClock(reader_of(database))
        yield Installation(settings, database, make_engine(make_host(settings)), moments)
    finally:
        database.close()
