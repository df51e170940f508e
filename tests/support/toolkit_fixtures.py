"""A small application on the toolkit, and somebody who visits it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pb.kernel.clock import SetClock
from pb.storage.database import Database
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.toolkit import Toolkit
from tests.support.databases import copy_sqlite, open_database, sqlite_url
from tests.support.toolkit_app import START, make_tables, make_test_application, make_test_toolkit
from tests.support.visitor import Visitor, visit


@pytest.fixture(scope="session")
def toolkit_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the toolkit's tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("toolkit") / "pb.sqlite3"
    with open_database(sqlite_url(path)) as database:
        make_tables(database)
    return path


@pytest.fixture
def toolkit_database(toolkit_tables: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of one's own."""
    with open_database(copy_sqlite(toolkit_tables, tmp_path / "pb.sqlite3")) as database:
        yield database


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def toolkit(toolkit_database: Database, clock: SetClock) -> Toolkit:
    return make_test_toolkit(toolkit_database, clock)


@pytest.fixture
def visitor(toolkit: Toolkit) -> Iterator[Visitor]:
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as somebody:
        yield somebody
