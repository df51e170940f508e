"""An open vote behind the whole application, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import copy_sqlite
from tests.support.voting_app import VotingHouse, open_house


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database with all tables and no rows."""
    return copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")


@pytest.fixture
def house(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A vote that is open: at most two projects, residents vote at home."""
    with open_house(sqlite, tmp_path) as opened:
        yield opened
