"""``pb erase`` does at once what the calendar does by itself, and tells it in figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from pb.main.commands import erase
from pb.storage.database import Database
from tests.support.voting_world import CLOSES, PUBLICATION, ROUND, VotingWorld, open_vote
from voting.roll_desk import RollDesk

DAY = timedelta(days=1)


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    """A published vote with one ballot."""
    with open_vote(database, {"appeal_days": 30}) as opened:
        opened.cast(opened.find(), "1", "wish")
        opened.close_voting()
        opened.open_publication()
        opened.act(PUBLICATION, "publish", CLOSES + DAY)
        yield opened


def run(world: VotingWorld, monkeypatch: pytest.MonkeyPatch, days: int, cycle: str = ROUND) -> Result:
    world.clock.moment = CLOSES + days * DAY

    @contextmanager
    def open_desk() -> Iterator[RollDesk]:
        yield world.desk

    monkeypatch.setattr(erase, "open_desk", open_desk)
    return CliRunner().invoke(erase.erase_command, [cycle])


def test_nothing_is_erased_before_the_appeal_period_is_over(
    world: VotingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = run(world, monkeypatch, 30)
    assert early.exit_code == 1
    assert "Nothing was erased" in early.output
    assert run(world, monkeypatch, 60, "elsewhere").exit_code == 1


def test_erasure_is_told_in_figures_and_done_once(
    world: VotingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(world, monkeypatch, 32)
    assert done.exit_code == 0, done.output
    assert "Erased: 3 identities, 3 codes, the voters of 1 marks." in done.output
    with world.database.read() as work:
        assert work.read_journal(ROUND)[-1].event.actor.name == "pb erase"
    again = run(world, monkeypatch, 33)
    assert again.exit_code == 1
    assert "erased already" in again.output
