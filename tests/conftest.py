"""What every test may ask for: databases of both kinds, and a browser.

Each is started when the first test asks for it and ended with the run. A test that asks for a database runs once on
SQLite and once on PostgreSQL.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from pb.storage.database import Database
from pb.web import snapshots
from tests.support.browser import run_browser
from tests.support.databases import KINDS, copy_of_kind, migrate_tables, open_database, sqlite_url
from tests.support.postgres import make_database, run_server

# How long an example takes depends on what the other worker does just then; `timeout` still ends one that hangs.
settings.register_profile("pb", deadline=None)
settings.load_profile("pb")


@pytest.fixture(autouse=True)
def look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an application under test see at once what a test does beside it; another process sees it a little later."""
    monkeypatch.setattr(snapshots, "LOOK", 0.0)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium. Open a context in it, with the size, language and theme the test is about."""
    with run_browser() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The administrative database of a PostgreSQL server; make databases on it with `make_database`."""
    with run_server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "pb.sqlite3"
    migrate_tables(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with all tables and no rows, to be copied."""
    with make_database(postgres_url) as url:
        migrate_tables(url)
        yield url


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables, of each kind."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "pb.sqlite3")
    else:
        with make_database(request.getfixturevalue("postgres_url")) as url:
            yield url


@pytest.fixture
def empty_database(empty_database_url: str) -> Iterator[Database]:
    """A database without tables, of each kind."""
    with open_database(empty_database_url) as database:
        yield database


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with all tables and no rows, of each kind."""
    with copy_of_kind(request, tmp_path) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with all tables and no rows, of each kind."""
    with open_database(database_url) as opened:
        yield opened
