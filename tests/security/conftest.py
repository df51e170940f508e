"""What these tests share: the small application on the toolkit, and a town with a round in every state."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pb.main.replay.server import find_port, run_server
from tests.support.databases import copy_sqlite, open_database
from tests.support.four_rounds import NOW, FourRounds, place_rounds, tell_rounds
from tests.support.live_server import LiveServer
from tests.support.proposals import skip_disk_waits
from tests.support.toolkit_fixtures import clock, toolkit, toolkit_database, toolkit_tables, visitor
from tests.support.visitors import Town, run_town

__all__ = ["clock", "toolkit", "toolkit_database", "toolkit_tables", "visitor"]


@pytest.fixture(scope="session")
def told_rounds(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> FourRounds:
    """The four rounds on a SQLite file that nobody is connected to, to be copied."""
    folder = tmp_path_factory.mktemp("rounds")
    return tell_rounds(place_rounds(copy_sqlite(migrated_sqlite, folder / "pb.sqlite3"), folder))


def copy_rounds(told: FourRounds, folder: Path) -> FourRounds:
    """Return the rounds on a copy of their database in ``folder``, with the same secret."""
    source = Path(told.settings.secret_file).parent
    shutil.copyfile(source / "secret.key", folder / "secret.key")
    return replace(
        told, settings=place_rounds(copy_sqlite(source / "pb.sqlite3", folder / "pb.sqlite3"), folder)
    )


@pytest.fixture
def rounds(told_rounds: FourRounds, tmp_path: Path) -> FourRounds:
    """The four rounds on a database of one's own."""
    return copy_rounds(told_rounds, tmp_path)


@pytest.fixture(scope="module")
def server(told_rounds: FourRounds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A real server before the four rounds, by the clock of this machine, in a process of its own."""
    folder = tmp_path_factory.mktemp("served")
    port = find_port()
    settings = replace(copy_rounds(told_rounds, folder).settings, public_url=f"http://127.0.0.1:{port}")
    with run_server(settings, port, folder / "server.log"):
        yield LiveServer(port)


@pytest.fixture
def town(rounds: FourRounds, tmp_path: Path) -> Iterator[Town]:
    """The whole application before the four rounds, at the moment they were told for."""
    url = rounds.settings.database_url
    with open_database(url) as database, run_town(database, url, tmp_path, NOW) as town:
        skip_disk_waits(database)
        skip_disk_waits(town.client.app.state.toolkit.database)
        yield town
