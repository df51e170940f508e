"""Migrations as a command, never at start-up: with several processes each would try.

Every package keeps its own migrations beside its tables, as a branch with the package's name; so a new stage brings its
tables along and touches nobody else's. The folders are handed in by the composition root.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from pb.storage.database import Database

HOME = Path(__file__).parent / "migrations"


def migrate(database: Database, folders: Sequence[Path]) -> tuple[str, ...]:
    """Bring the database to the newest tables and return the revisions that were missing."""
    missing = list_missing(database, folders)
    if missing:
        config = _configure(folders)
        with _rebuild_tables(database) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "heads")
    return missing


@contextmanager
def _rebuild_tables(database: Database) -> Iterator[Connection]:
    """Open the one transaction of a migration, in which tables may be rebuilt that others point to.

    SQLite changes a table by making a new one and dropping the old, which its foreign keys would take for the loss of
    every row. They rest meanwhile and are checked before the commit, as its documentation of ALTER TABLE asks.
    """
    with database.writer.connect() as connection:
        driver = connection.connection.driver_connection
        if database.is_sqlite and driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF").close()
        try:
            with connection.begin():
                yield connection
                if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("the migration would leave rows that point to nothing")
        finally:
            if database.is_sqlite and driver is not None:
                driver.execute("PRAGMA foreign_keys=ON").close()


def list_missing(database: Database, folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the revisions the database lacks, the oldest first; empty when it is up to date."""
    scripts = ScriptDirectory.from_config(_configure(folders))
    with database.writer.begin() as connection:
        present = set(MigrationContext.configure(connection).get_current_heads())
    applied = {script.revision for head in present for script in scripts.iterate_revisions(head, "base")}
    every = [script.revision for script in scripts.walk_revisions()]
    return tuple(revision for revision in reversed(every) if revision not in applied)


def _configure(folders: Sequence[Path]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HOME))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in folders))
    return config
