"""A town on SQLite with one round of all four stages, before it begins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pb.main.installation import make_engine
from tests.support.cycles import CLERK, DAY, START, declare, plan
from tests.support.databases import copy_sqlite, open_database
from tests.support.hosts import TEST_HOST
from tests.support.proposals import skip_disk_waits
from tests.support.visitors import Town, run_town

GUARDED = frozenset({"open", "close-early", "amend"})


@pytest.fixture
def town(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Town]:
    """The town the day before its round begins."""
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_database(url) as database:
        skip_disk_waits(database)
        with database.write() as work:
            stages = (
                plan("submission", 0),
                plan("review", 20),
                plan("voting", 40, two_person=GUARDED),
                plan("publication", 50, days=100, two_person=frozenset({"publish"})),
            )
            make_engine(TEST_HOST).start(declare(*stages), work, CLERK, START - DAY)
            work.commit()
        with run_town(database, url, tmp_path, START - DAY) as town:
            skip_disk_waits(town.client.app.state.toolkit.database)
            yield town
