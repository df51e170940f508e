"""Clocks an hour forward or back around the close move no cutoff (attack 11)."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pb.main.replay.plain_browser import PlainBrowser
from pb.main.replay.server import find_port
from tests.support.databases import copy_postgres, copy_sqlite
from tests.support.served_vote import VOTE, ServedVote, Voter, open_today
from tests.support.server_process import serve_installation

# Most of the time goes into starting servers, which a loaded machine does slowly.
pytestmark = [pytest.mark.timeout(300)]

HOUR = timedelta(hours=1)

MACHINE_CLOCK = """
import time
from datetime import timedelta
from pb.kernel.clock import SystemClock
true_now, true_time = SystemClock.now, time.time
SystemClock.now = lambda clock: true_now(clock) + timedelta(hours={hours})
time.time = lambda: true_time() + 3600 * {hours}
"""
"""The clock of a process's machine, wrong from its start."""

DATABASE_CLOCK = """
import time
from datetime import timedelta
from pb.storage import database_clock
true_reader = database_clock.reader_of
def reader_of(database):
    read, started = true_reader(database), time.monotonic()
    return lambda: read() + timedelta(hours={hours} if time.monotonic() - started > 2 else 0)
database_clock.reader_of = reader_of
"""
"""The database's clock, right at first and put wrong two seconds later: on SQLite it is the machine's own."""


@pytest.fixture
def shared_vote(postgres_url: str, migrated_postgres: str, tmp_path: Path) -> Iterator[ServedVote]:
    """A vote on PostgreSQL, which several machines may serve."""
    with copy_postgres(postgres_url, migrated_postgres) as url, open_today(url, tmp_path, 6) as vote:
        yield vote


def prepare(vote: ServedVote, browser: PlainBrowser, position: int) -> Voter:
    browser.open(VOTE)
    browser.send({"code": vote.codes[position]}, action="/vote/sign-in")
    browser.send({"project": ["heron-1"]}, action="/vote/check")
    return Voter(browser, browser.find_form("/vote/cast").filled({}))


def wait_until(moment: datetime) -> None:
    threading.Event().wait(max(0.0, (moment - datetime.now(UTC)).total_seconds()))


@pytest.mark.postgres
def test_machines_with_wrong_clocks_share_the_databases_cutoff(
    shared_vote: ServedVote, tmp_path: Path
) -> None:
    fast = shared_vote.settings
    slow = replace(fast, public_url=f"http://127.0.0.1:{find_port()}")
    with (
        serve_installation(fast, tmp_path / "fast.log", first=MACHINE_CLOCK.format(hours=1)),
        serve_installation(slow, tmp_path / "slow.log", first=MACHINE_CLOCK.format(hours=-1)),
        PlainBrowser(slow.public_url) as of_slow,
        PlainBrowser(slow.public_url) as late_of_slow,
    ):
        voters = [
            prepare(shared_vote, shared_vote.open_browser(), 0),
            prepare(shared_vote, of_slow, 1),
            late_fast := prepare(shared_vote, shared_vote.open_browser(), 2),
            late_slow := prepare(shared_vote, late_of_slow, 3),
        ]
        closes = datetime.now(UTC) + timedelta(seconds=5)
        shared_vote.close_at(closes)
        assert [voter.cast() for voter in voters[:2]] == [303, 303]
        assert datetime.now(UTC) < closes, "the machine is too slow to tell"
        wait_until(closes + timedelta(milliseconds=200))
        assert [late_fast.cast(), late_slow.cast()] == [409, 409]
    assert shared_vote.count_rows() == (2, 2)


@pytest.mark.parametrize("hours", [1, -1])
def test_clock_put_wrong_in_the_middle_moves_no_cutoff(
    migrated_sqlite: Path, tmp_path: Path, hours: int
) -> None:
    first = DATABASE_CLOCK.format(hours=hours)
    with (
        open_today(copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3"), tmp_path, 2) as vote,
        serve_installation(vote.settings, tmp_path / "server.log", first=first),
    ):
        early, late = (vote.prepare_voter(position, "heron-1") for position in range(2))
        jumped = datetime.now(UTC) + timedelta(seconds=4)
        closes = jumped + timedelta(seconds=3)
        vote.close_at(closes)
        wait_until(jumped)
        assert "has jumped" in (tmp_path / "server.log").read_text()
        assert early.cast() == 303
        assert datetime.now(UTC) < closes, "the machine is too slow to tell"
        wait_until(closes + timedelta(milliseconds=200))
        assert late.cast() == 409
        assert vote.count_rows() == (1, 1)
