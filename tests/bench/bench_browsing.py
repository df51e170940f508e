"""Browsing ten thousand proposals with a hundred thousand comments, on both databases, beside a bare page.

Every page is asked for in turn within one process, so that other work disturbs all alike. Writes the section
"Browsing" of docs/performance.md. Run as `python -m tests.bench.bench_browsing`.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import structlog
from litestar.testing import TestClient
from sqlalchemy import text

from pb.storage.database import Database
from pb.web.roles import Role
from tests.bench.bench_snapshots import make_bare
from tests.bench.many_proposals import add_many
from tests.bench.sections import write_section
from tests.support.cycles import DAY, START
from tests.support.databases import migrate_tables, open_database, sqlite_url
from tests.support.maps import place_round
from tests.support.postgres import make_database, run_server
from tests.support.proposals import ROUND, run_calendar, start_round
from tests.support.visitors import Town, run_town

SIZES = (1_000, 10_000)
TURNS = 15
HERE = f"/en/cycles/{ROUND}"
PAGES = {
    "list, shuffled": f"{HERE}/proposals",
    "list, page 200": f"{HERE}/proposals?page=200&order=number",
    "list, an area": f"{HERE}/proposals?area=south",
    "list, most supported": f"{HERE}/proposals?order=supported",
    "search, one word": f"{HERE}/proposals?words=penkki",
    "search, two words": f"{HERE}/proposals?words=penkki+valaistus",
    "search, a number": f"{HERE}/proposals?words=%23777",
    "proposal": f"{HERE}/proposals/777",
    "favourites": f"{HERE}/favourites?numbers=1.12.123.234.345.456",
    "map": f"{HERE}/proposals/map",
    "map, a part": f"{HERE}/proposals/map?view=61.70,27.25,61.69,27.27",
    "at a glance": f"{HERE}/proposals/overview",
    "round": HERE,
    "queue": f"{HERE}/review",
    "queue, search": f"{HERE}/review?words=penkki",
    "queue, unanswered": f"{HERE}/review?answered=without",
    "moderation, new proposals": f"{HERE}/review/moderation?show=proposals",
    "moderation, new comments": f"{HERE}/review/moderation?show=comments",
    "questions to the city": f"{HERE}/review/questions",
    "where every proposal is": f"{HERE}/review/audit",
    "a proposal's story": f"{HERE}/review/777/story",
    "own work": "/en/work",
    "feed": f"{HERE}/news.atom",
}
Times = Mapping[str, list[float]]


def measure(town: Town) -> Times:
    """Return the seconds of every answer by page, and of the bare page under the empty name."""
    visitor = town.staff("official", Role.OFFICIAL, Role.MODERATOR, unit="Puistot")
    taken: dict[str, list[float]] = {"": [], **{name: [] for name in PAGES}}

    def take(name: str, path: str, ask: Callable[[str], int]) -> None:
        began = time.perf_counter()
        status = ask(path)
        taken[name].append(time.perf_counter() - began)
        assert status == 200, f"{path}: {status}"

    def ask_town(path: str) -> int:
        return visitor.request("GET", path).status_code

    with TestClient(make_bare()) as bare:
        for _ in range(TURNS):
            take("", "/", lambda path: bare.get(path).status_code)
            for name, path in PAGES.items():
                take(name, path, ask_town)
    return taken


@contextmanager
def make_places(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the address of an empty database of each kind."""
    with run_server() as server, make_database(server) as postgres:
        yield {"SQLite": sqlite_url(folder / "pb.sqlite3"), "PostgreSQL": postgres}


@contextmanager
def prepare(url: str, folder: Path) -> Iterator[tuple[Database, Town]]:
    """Run a town in its review on a new database at ``url``."""
    migrate_tables(url)
    with open_database(url) as database:
        start_round(database)
        place_round(database)
        run_calendar(database, 20)
        with run_town(database, url, folder, START + 21 * DAY) as town:
            yield database, town


def fill(database: Database, count: int) -> None:
    """Add the proposals and let the database learn how many there are, as it does of itself within a day."""
    add_many(database, count)
    with database.write() as work:
        work.connection.execute(text("ANALYZE"))
        work.commit()


def run() -> str:
    """Measure on both databases and return the section's text."""
    structlog.configure(processors=[_drop])
    found: dict[tuple[str, int], Times] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name, make_places(Path(name)) as places:
            for kind, url in places.items():
                with prepare(url, Path(name)) as (database, town):
                    fill(database, size)
                    found[kind, size] = measure(town)
    return describe(found)


def describe(found: Mapping[tuple[str, int], Times]) -> str:
    """Return the figures as a table."""
    columns = list(found)
    lines = [
        f"Server time of a page in one process, the median of {TURNS} turns in milliseconds, every page in each turn;",
        f"{os.cpu_count()} cores shared with the database and other work (1-minute load {os.getloadavg()[0]:.1f}).",
        "In brackets, how many times the bare template page of the same turns.",
        "",
        "| page | " + " | ".join(f"{kind}, {size:,} proposals" for kind, size in columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for name in ("", *PAGES):
        cells = []
        for column in columns:
            middle = statistics.median(found[column][name])
            bare = statistics.median(found[column][""])
            cells.append(f"{middle * 1000:.1f} ({middle / bare:.1f})")
        lines.append(f"| {name or 'bare template page'} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _drop(*_: object) -> str:
    raise structlog.DropEvent


if __name__ == "__main__":
    written = run()
    print(written)
    write_section("Browsing", written)
