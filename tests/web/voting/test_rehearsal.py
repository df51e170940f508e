"""Administrators rehearse the vote from its page; how it went stands there, in the task list and in the journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pb.web.roles import Role
from tests.support.voting_app import Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import ROUND
from voting.rehearsal import tally_steps

CYCLE = f"/en/admin/cycles/{ROUND}"


@pytest.fixture
def official(database_url: str, tmp_path: Path) -> Iterator[Visitor]:
    """An administrator before a vote that is about to open, on both databases."""
    with open_house(database_url, tmp_path, is_open=False) as house:
        yield sign_in(house)


def sign_in(house: VotingHouse) -> Visitor:
    visitor = house.visit()
    visitor.sign_in(add_staff(house.world.database, Role.ADMINISTRATOR))
    return visitor


def test_rehearsal_is_run_and_its_steps_are_read_later(official: Visitor) -> None:
    assert "Not rehearsed yet" in official.open(f"{CYCLE}/rehearsal").text
    official.send({}, "/rehearsal")
    assert official.answer.status_code == 200
    assert "The rehearsal passed" in official.page
    assert official.page.count(">Passed<") == 9
    assert "Sekoitus" in official.open(f"/fi/admin/cycles/{ROUND}/rehearsal").text
    assert "The last one:" in official.open(CYCLE).text
    assert "Vote rehearsed, all steps passed" in official.open(f"{CYCLE}/journal").text


def test_failed_rehearsal_names_the_step(official: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_steps, "check_mix", lambda *_: None)
    official.open(f"{CYCLE}/rehearsal")
    official.send({}, "/rehearsal")
    assert "The rehearsal failed" in official.page
    assert "a cheat of test trustee 1 wasn&#39;t found" in official.page
    assert "Vote rehearsed, a step failed" in official.open(f"{CYCLE}/journal").text


def test_rehearsal_touches_nothing_of_the_real_vote(official: Visitor) -> None:
    before = official.open(f"/en/cycles/{ROUND}/data.json").json()
    official.open(f"{CYCLE}/rehearsal")
    official.send({}, "/rehearsal")
    assert official.open(f"/en/cycles/{ROUND}/data.json").json() == before
    assert official.open("/en/admin/cycles/nowhere/rehearsal").status_code == 404
