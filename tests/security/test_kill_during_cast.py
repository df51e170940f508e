"""The server is killed while ballots are cast: whoever was shown a receipt has one ballot in the box (attack 6)."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.support.served_vote import ServedVote, Voter, open_today
from tests.support.server_process import ServerProcess, serve_installation

# Most of the time goes into starting servers, which a loaded machine does slowly.
pytestmark = [pytest.mark.timeout(300)]

CLIENTS = 8
VOTERS = 32


@pytest.fixture
def vote(database_url: str, tmp_path: Path) -> Iterator[ServedVote]:
    with open_today(database_url, tmp_path, residents=VOTERS) as opened:
        yield opened


@pytest.fixture
def server(vote: ServedVote, tmp_path: Path) -> Iterator[ServerProcess]:
    """One process on SQLite, two on PostgreSQL."""
    processes = 1 if vote.database.is_sqlite else 2
    with serve_installation(vote.settings, tmp_path / "server.log", processes) as running:
        yield running


def cast_until_killed(voters: list[Voter], shown: threading.Semaphore) -> None:
    """Cast one after the other until the server is gone."""
    for voter in voters:
        try:
            voter.cast()
        except httpx.TransportError:
            return
        shown.release()


def test_receipts_shown_before_a_kill_are_in_the_box_once(vote: ServedVote, server: ServerProcess) -> None:
    with ThreadPoolExecutor(CLIENTS) as pool:
        voters = list(pool.map(lambda position: vote.prepare_voter(position, "heron-1"), range(VOTERS)))
    assert voters[0].cast() == 303, "alone it works"
    shown = threading.Semaphore(0)
    clients = [
        threading.Thread(target=cast_until_killed, args=(voters[number::CLIENTS], shown))
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for _ in range(random.randint(2, VOTERS // 2)):  # noqa: S311 - any moment among the casts
        assert shown.acquire(timeout=30)
    server.kill()
    for client in clients:
        client.join()
    acknowledged = [voter.receipt for voter in voters if voter.receipt]
    assert 1 < len(acknowledged) < VOTERS, "the kill came before or after the casts"

    server.start()
    known = vote.list_receipts()
    assert all(known.count(receipt) == 1 for receipt in acknowledged)
    marks, ballots = vote.count_rows()
    assert marks == ballots >= len(acknowledged)

    # The same form again is the same wish: whether or not the first attempt arrived, everybody has one ballot.
    for voter in voters:
        earlier = voter.receipt
        assert voter.cast() == 303
        assert earlier in ("", voter.receipt)
    assert sorted(vote.list_receipts()) == sorted(voter.receipt for voter in voters)
    assert vote.count_rows() == (VOTERS, VOTERS)
