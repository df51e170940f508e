"""Databases as an installation has them: of either kind, with all tables and no rows.

The tables are migrated once and copied for each test, so that hundreds of tests stay quick. They must come from the
migrations, never from the mapped classes: the tests see what an installation gets.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from pb.storage.database import Database
from pb.storage.migrate import migrate
from tests.support.postgres import make_database

KINDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@contextmanager
def open_database(url: str) -> Iterator[Database]:
    """Yield the database at ``url`` and close its connections afterwards."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def migrate_tables(url: str) -> None:
    """Make all tables of the installation in the database at ``url``."""
    # Imported here because the composition root imports every stage: tests of one layer shall not need them all.
    from pb.main.installation import MIGRATIONS

    with open_database(url) as database:
        migrate(database, MIGRATIONS)


def sqlite_url(path: Path) -> str:
    """Return the URL of the SQLite file at ``path``."""
    return f"sqlite:///{path}"


def copy_sqlite(migrated: Path, path: Path) -> str:
    """Copy a closed SQLite file and return the copy's URL."""
    shutil.copyfile(migrated, path)
    return sqlite_url(path)


@contextmanager
def copy_postgres(server_url: str, migrated_url: str) -> Iterator[str]:
    """Yield the URL of a copy of a PostgreSQL database that nobody is connected to; drop it afterwards."""
    with make_database(server_url, template=make_url(migrated_url).database or "") as url:
        yield url


@contextmanager
def copy_of_kind(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Yield the URL of a migrated database of the kind that a fixture's parameter names, its file in ``folder``."""
    if request.param == "sqlite":
        yield copy_sqlite(request.getfixturevalue("migrated_sqlite"), folder / "pb.sqlite3")
    else:
        server, migrated = (request.getfixturevalue(name) for name in ("postgres_url", "migrated_postgres"))
        with copy_postgres(server, migrated) as url:
            yield url
