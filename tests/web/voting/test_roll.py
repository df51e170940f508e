"""Administrators bring a roll file, see what it would change, and take it in."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pb.engine.acts import OPEN
from pb.web.roles import Role
from tests.support.dump import dump_database
from tests.support.voting_app import ADDRESS, Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import OPENS, ROUND, VOTING
from voting.storage.electoral_roll import count_residents

ROLL = f"/en/admin/cycles/{ROUND}/roll"
FILE = b"reference;area\nA-1;north\nA-2;South\n"


@pytest.fixture
def before(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A house in which voting is about to open, three residents being on the roll."""
    with open_house(sqlite, tmp_path, is_open=False) as opened:
        yield opened


def sign_in(house: VotingHouse, *roles: Role) -> Visitor:
    visitor = house.visit()
    visitor.sign_in(add_staff(house.world.database, *roles))
    return visitor


def upload(visitor: Visitor, content: bytes | None, answers: Mapping[str, str] | None = None) -> int:
    if answers is None:
        visitor.open(ROLL)
    path, data = visitor.fill({"scope": "more", **(answers or {})}, "/roll")
    files = {} if content is None else {"file": ("roll.csv", content, "text/csv")}
    visitor.answer = visitor.client.post(
        path,
        data={name: values[0] for name, values in data.items()},
        files=files or {"other": ("", b"")},
        headers={"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"},
    )
    return visitor.answer.status_code


def test_administrator_sees_the_change_before_it_is_made(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    assert upload(visitor, FILE) == 200
    assert "Nothing has been taken in yet." in visitor.page
    with before.world.database.read() as work:
        assert sum(count_residents(work, ROUND).values()) == 3
    visitor.send({}, "/roll/take-in")
    assert "Added: 2, changed: 0, removed: 0." in visitor.page
    assert "5 residents may vote." in visitor.page
    assert "2 residents have no voting code yet." in visitor.page


def test_whole_roll_tells_who_is_taken_off(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    visitor.open(ROLL)
    assert upload(visitor, b"reference;area\n1001;south\n", {"scope": "whole"}) == 200
    assert "2 residents of the roll are not in this file." in visitor.page
    visitor.send({}, "/roll/take-in")
    assert "Added: 0, changed: 1, removed: 2." in visitor.page


def test_columns_read_wrongly_are_chosen_by_hand(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    content = b"id;Asuinalue;area\nB-1;north;x\n"
    assert upload(visitor, content) == 422
    assert "There is no such area." in visitor.page
    chosen = {"column-reference": "1", "column-area": "2"}
    assert upload(visitor, content, chosen) == 200
    assert "Nothing has been taken in yet." in visitor.page


def test_bad_lines_are_listed_and_nothing_is_taken_in(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    assert upload(visitor, FILE + b"1001;west\n=1+1;north\n") == 422
    assert "Nothing was taken in." in visitor.page
    assert "There is no such area." in visitor.page
    assert "A reference has letters" in visitor.page
    assert "3 residents may vote." in visitor.open(ROLL).text


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\n\0", b"reference;area\n" + b"1" * 100_000])
def test_file_that_is_no_roll_is_refused(before: VotingHouse, content: bytes | None) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    assert upload(visitor, content) == 422
    assert 'role="alert"' in visitor.page


def test_draft_of_a_roll_that_changed_is_refused_in_words(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    upload(visitor, FILE)
    path, data = visitor.fill({}, "/roll/take-in")
    assert visitor.post(path, data).url.path == ROLL
    assert visitor.post(path, data).status_code == 409
    assert "The roll has changed meanwhile." in visitor.page


def test_what_the_file_says_of_people_is_nowhere_kept(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    content = b"hetu;nimi;osoite;area\n131052-308T;Testi Tyyppi;Mallikatu 1;north\n"
    assert upload(visitor, content) == 200
    page = visitor.page
    visitor.send({}, "/roll/take-in")
    dump = dump_database(before.world.database)
    for secret in ("131052", "Tyyppi", "Mallikatu"):
        assert secret not in page
        assert secret not in dump


def test_roll_is_emptied_before_voting_and_not_after(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    visitor.open(ROLL)
    assert visitor.send({}, "/roll/empty").status_code == 422
    assert "Tick the box to empty the roll." in visitor.page
    visitor.send({"sure": "yes"}, "/roll/empty")
    assert "The roll is empty. Residents taken off: 3." in visitor.page
    assert "Nobody is on the roll yet" in visitor.page
    upload(visitor, FILE)
    visitor.send({}, "/roll/take-in")
    before.world.clock.moment = OPENS
    visitor.sign_in(str(Role.ADMINISTRATOR))
    visitor.open(ROLL)
    path, data = visitor.fill({"sure": "yes"}, "/roll/empty")
    before.world.act(VOTING, OPEN)
    assert visitor.post(path, data).status_code == 409
    assert "Voting has begun." in visitor.open(ROLL).text
    assert "2 residents may vote." in visitor.page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_other_roles_may_not_see_the_roll(before: VotingHouse, role: Role) -> None:
    visitor = sign_in(before, role)
    assert visitor.open(ROLL).status_code == 403


def test_strangers_are_asked_to_sign_in(before: VotingHouse) -> None:
    assert before.visit().open(ROLL).url.path == "/en/sign-in"


def test_unknown_cycle_has_no_roll(before: VotingHouse) -> None:
    assert sign_in(before, Role.ADMINISTRATOR).open("/en/admin/cycles/1999/roll").status_code == 404
