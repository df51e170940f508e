"""Voting closes while ballots are on their way: each is receipted and counted, or refused (attacks 10, 11)."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pb.main.replay.plain_browser import PlainBrowser
from tests.support.served_vote import ADMIN, ServedVote, Voter, do_at_once, open_today
from tests.support.server_process import serve_installation

# Most of the time goes into starting servers, which a loaded machine does slowly.
pytestmark = [pytest.mark.timeout(300)]

VOTERS = 24
AT_ONCE = 8
COUNTED_WITHIN = 60.0


@contextmanager
def serve_today(url: str, folder: Path, guarded: tuple[str, ...] = ()) -> Iterator[ServedVote]:
    with open_today(url, folder, VOTERS, guarded) as vote:
        processes = 1 if vote.database.is_sqlite else 2
        with serve_installation(vote.settings, folder / "server.log", processes):
            yield vote


def bring_voters(vote: ServedVote) -> list[Voter]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda position: vote.prepare_voter(position, "heron-1"), range(VOTERS)))


def require_agreement(vote: ServedVote, voters: list[Voter]) -> None:
    """Every receipt is a ballot that was handed on to the count, and everybody else was refused."""
    deadline = time.monotonic() + COUNTED_WITHIN
    while (box := vote.read_box()) is None:
        assert time.monotonic() < deadline, "voting did not close"
        time.sleep(0.2)
    receipts = [voter.receipt for voter in voters if voter.receipt]
    assert {voter.status for voter in voters} <= {303, 409}
    assert sum(voter.status == 303 for voter in voters) == len(receipts)
    assert sorted(vote.list_receipts()) == sorted(receipts)
    assert box.cast == len(receipts) == vote.count_rows()[1]


def sign_in(vote: ServedVote, name: str) -> PlainBrowser:
    browser = vote.open_browser()
    link = vote.make_official(name)
    browser.open(link)
    browser.send({}, action=link.rpartition("/")[2])
    browser.open(ADMIN)
    return browser


def test_two_officials_close_early_while_ballots_are_cast(database_url: str, tmp_path: Path) -> None:
    with serve_today(database_url, tmp_path, guarded=("close-early",)) as vote:
        voters = bring_voters(vote)
        assert voters[0].cast() == 303, "alone it works"
        first, second = sign_in(vote, "first"), sign_in(vote, "second")
        first.send({}, action="/stages/voting/close-early/request")
        second.open(ADMIN)
        raised = do_at_once(
            [
                lambda: second.send({}, action="/stages/voting/close-early/approve"),
                *(voter.cast for voter in voters),
            ]
        )
        assert raised == []
        require_agreement(vote, voters)
        late = next((voter for voter in voters if not voter.receipt), None)
        assert late is None or late.cast() == 409


def test_calendar_closes_while_ballots_are_cast(database_url: str, tmp_path: Path) -> None:
    with serve_today(database_url, tmp_path) as vote:
        voters = bring_voters(vote)
        assert voters[0].cast() == 303, "alone it works"
        closes = datetime.now(UTC) + timedelta(seconds=4)
        vote.close_at(closes)

        def cast_around(position: int, voter: Voter) -> None:
            # Spread from two seconds before the date to one after it.
            moment = closes - timedelta(seconds=2) + timedelta(seconds=3 * position / VOTERS)
            threading.Event().wait(max(0.0, (moment - datetime.now(UTC)).total_seconds()))
            voter.cast()

        raised = do_at_once(
            [lambda p=p, v=v: cast_around(p, v) for p, v in enumerate(voters) if p]  # type: ignore[misc]
        )
        assert raised == []
        require_agreement(vote, voters)
        assert {voter.status for voter in voters} == {303, 409}
