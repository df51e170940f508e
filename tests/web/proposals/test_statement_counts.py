"""No page asks the database more often for two hundred proposals than for twenty, with their comments and supports."""

from pathlib import Path

import pytest
from sqlalchemy import event

from pb.web.roles import Role
from tests.bench.bench_browsing import PAGES
from tests.bench.many_proposals import add_many
from tests.support.cycles import DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.maps import place_round
from tests.support.proposals import run_calendar, skip_disk_waits, start_round
from tests.support.visitors import Town, Visitor, run_town

EVERY = {name: path.replace("777", "17").replace("page=200", "page=1") for name, path in PAGES.items()}


@pytest.fixture(scope="module")
def counts(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, int]]:
    """The statements of every page: with twenty proposals, and with two hundred."""
    folder = tmp_path_factory.mktemp("counts")
    return [count_every(migrated_sqlite, folder / str(size), size) for size in (20, 200)]


def count_every(migrated: Path, folder: Path, size: int) -> dict[str, int]:
    folder.mkdir()
    url = copy_sqlite(migrated, folder / "pb.sqlite3")
    with open_database(url) as database:
        skip_disk_waits(database)
        start_round(database)
        place_round(database)
        run_calendar(database, 20)
        add_many(database, size)
        with run_town(database, url, folder, START + 21 * DAY) as town:
            official = town.staff("official", Role.OFFICIAL, Role.MODERATOR, unit="Puistot")
            official.open("/en/work")
            return {name: count(town, official, path) for name, path in EVERY.items()}


def count(town: Town, visitor: Visitor, path: str) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    database = town.client.app.state.toolkit.database
    engines = (database.writer, database._reader)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    visitor.open(path)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("name", EVERY)
def test_page_asks_as_often_whatever_the_number_of_proposals(counts: list[dict[str, int]], name: str) -> None:
    few, many = (of_size[name] for of_size in counts)
    assert 0 < many == few
