"""PostgreSQL goes down and comes back while two processes cast ballots: every voter has one in the end (attack 12)."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from pb.main.replay.plain_browser import PageError
from tests.support.databases import migrate_tables
from tests.support.postgres import SETTING, make_database, run_server
from tests.support.served_vote import ServedVote, Voter, open_today
from tests.support.server_process import serve_installation

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

VOTERS = 32
CLIENTS = 8
WITHIN = 60.0


@pytest.fixture
def url() -> Iterator[str]:
    """A database on a server of this test's own, which nobody else misses."""
    with run_server() as server, make_database(server) as made:
        migrate_tables(made)
        yield made


def go_down(url: str) -> None:
    """Crash the server, which then recovers and starts anew; on a server given from outside, cut every connection."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if os.environ.get(SETTING):
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        else:
            backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            os.kill(backend, signal.SIGKILL)


def cast_until_it_works(voter: Voter) -> list[int]:
    """Send the same form until a receipt comes, as somebody does who reloads the page; return every status."""
    statuses: list[int] = []
    deadline = time.monotonic() + WITHIN
    while not voter.receipt and time.monotonic() < deadline:
        try:
            statuses.append(voter.cast())
        except PageError:
            statuses.append(voter.status)  # cast, and the database went down before the receipt was shown
        if not voter.receipt:
            time.sleep(0.3)
    return statuses


def test_every_voter_has_one_ballot_after_the_database_went_down(url: str, tmp_path: Path) -> None:
    with (
        open_today(url, tmp_path, residents=VOTERS) as vote,
        serve_installation(vote.settings, tmp_path / "server.log", 2),
    ):
        with ThreadPoolExecutor(CLIENTS) as pool:
            voters = list(pool.map(lambda position: vote.prepare_voter(position, "heron-1"), range(VOTERS)))
        assert voters[0].cast() == 303, "alone it works"
        statuses = cast_around_a_crash(vote, url, voters[1:])
    assert set(statuses) <= {303, 503}, statuses
    assert 503 in statuses, "the database was down while ballots were cast"
    assert all(voter.receipt for voter in voters)
    assert sorted(vote.list_receipts()) == sorted(voter.receipt for voter in voters)
    assert vote.count_rows() == (VOTERS, VOTERS)


def cast_around_a_crash(vote: ServedVote, url: str, voters: list[Voter]) -> list[int]:
    statuses: list[int] = []
    halfway = threading.Event()

    def cast_some(mine: list[Voter]) -> None:
        for number, voter in enumerate(mine):
            if number == len(mine) // 2:
                halfway.set()
            statuses.extend(cast_until_it_works(voter))

    clients = [threading.Thread(target=cast_some, args=(voters[n::CLIENTS],)) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    assert halfway.wait(WITHIN)
    vote.database.close()
    go_down(url)
    for client in clients:
        client.join()
    return statuses
