"""A town on SQLite whose round is open for proposals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cycles import DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.proposals import skip_disk_waits, start_round
from tests.support.visitors import Town, run_town


@pytest.fixture
def town(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Town]:
    """The town on the second day of its round."""
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_database(url) as database:
        skip_disk_waits(database)
        start_round(database)
        with run_town(database, url, tmp_path, START + DAY) as town:
            skip_disk_waits(town.client.app.state.toolkit.database)
            yield town
