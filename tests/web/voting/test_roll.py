"""Administrators take the roll in; the codes come once, in a file."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from pb.engine.acts import OPEN
from pb.web.roles import Role
from tests.support.voting_app import ADDRESS, Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import OPENS, ROUND, VOTING

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


def upload(visitor: Visitor, content: bytes | None) -> int:
    visitor.open(ROLL)
    path, data = visitor.fill({}, "/roll")
    files = {} if content is None else {"file": ("roll.csv", content, "text/csv")}
    visitor.answer = visitor.client.post(
        path,
        data={name: values[0] for name, values in data.items()},
        files=files or {"other": ("", b"")},
        headers={"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"},
    )
    return visitor.answer.status_code


def test_administrator_takes_a_roll_in_and_gets_the_codes_once(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    assert upload(visitor, FILE) == 200
    answer = visitor.answer
    assert answer.headers["content-disposition"] == f'attachment; filename="codes-{ROUND}.csv"'
    assert answer.headers["cache-control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["reference"], row["area"]) for row in rows] == [("A-1", "north"), ("A-2", "south")]
    assert "5 residents are on the roll." in visitor.open(ROLL).text
    assert not any(row["code"] in visitor.page for row in rows)
    before.world.open_voting()
    resident = before.visit()
    resident.show_code(rows[1]["code"])
    assert "Lights on the running trail" in resident.page


def test_bad_lines_are_listed_and_nothing_is_taken_in(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    assert upload(visitor, FILE + b"1001;north\n=1+1;north\n") == 422
    assert "Nothing was taken in." in visitor.page
    assert "This reference is on the roll already." in visitor.page
    assert "A reference has letters" in visitor.page
    assert "3 residents are on the roll." in visitor.open(ROLL).text


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\n\0", b"reference;area\n" + b"1" * 100_000])
def test_file_that_is_no_roll_is_refused(before: VotingHouse, content: bytes | None) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    assert upload(visitor, content) == 422
    assert 'role="alert"' in visitor.page


def test_roll_too_large_for_a_browser_names_the_command(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    lines = "".join(f"B-{number};north\n" for number in range(3001))
    assert upload(visitor, f"reference;area\n{lines}".encode()) == 422
    assert "pb roll" in visitor.page
    assert upload(visitor, b"x" * 600_000) == 413


def test_roll_is_emptied_before_voting_and_not_after(before: VotingHouse) -> None:
    visitor = sign_in(before, Role.ADMINISTRATOR)
    visitor.open(ROLL)
    assert visitor.send({}, "/roll/empty").status_code == 422
    assert "Tick the box to empty the roll." in visitor.page
    visitor.send({"sure": "yes"}, "/roll/empty")
    assert "The roll is empty. Residents taken off: 3." in visitor.page
    assert "Nobody is on the roll yet" in visitor.page
    upload(visitor, FILE)
    before.world.clock.moment = OPENS
    visitor.sign_in(str(Role.ADMINISTRATOR))
    visitor.open(ROLL)
    path, data = visitor.fill({"sure": "yes"}, "/roll/empty")
    before.world.act(VOTING, OPEN)
    assert visitor.post(path, data).status_code == 409
    assert "Voting has begun." in visitor.open(ROLL).text
    assert "2 residents are on the roll." in visitor.page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_other_roles_may_not_see_the_roll(before: VotingHouse, role: Role) -> None:
    visitor = sign_in(before, role)
    assert visitor.open(ROLL).status_code == 403


def test_strangers_are_asked_to_sign_in(before: VotingHouse) -> None:
    assert before.visit().open(ROLL).url.path == "/en/sign-in"


def test_unknown_cycle_has_no_roll(before: VotingHouse) -> None:
    assert sign_in(before, Role.ADMINISTRATOR).open("/en/admin/cycles/1999/roll").status_code == 404
