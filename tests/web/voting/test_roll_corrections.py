"""Two officials correct the roll while voting is open; the page never says whom it is about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pb.web.roles import Role
from tests.support.voting_app import Visitor, VotingHouse, add_staff, open_house
from tests.support.voting_world import ROUND

CORRECTIONS = f"/en/admin/cycles/{ROUND}/roll/corrections"


@pytest.fixture
def house(sqlite: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """An open vote with three residents on the roll."""
    with open_house(sqlite, tmp_path) as opened:
        yield opened


def sign_in(house: VotingHouse, role: Role) -> Visitor:
    visitor = house.visit()
    visitor.sign_in(add_staff(house.world.database, role))
    return visitor


def ask(visitor: Visitor, **answers: str) -> int:
    visitor.open(CORRECTIONS)
    filled = {"kind": "remove", "person": "1001", "area": "", "grounds": "moved away", **answers}
    return visitor.send(filled, "/corrections").status_code


def test_one_asks_and_another_approves(house: VotingHouse) -> None:
    first, second = sign_in(house, Role.ADMINISTRATOR), sign_in(house, Role.TRUSTEE)
    assert ask(first) == 200
    assert "Sent for approval." in first.page
    assert "moved away" in first.page
    assert "1001" not in first.page
    assert 'action="/en/admin' in first.page
    assert "/approve" not in first.page
    second.open(CORRECTIONS)
    path, data = second.fill({}, "/approve")
    assert first.post(path, {**data, "_csrf": data.get("_csrf", [""])}).status_code in (403, 409)
    second.open(CORRECTIONS)
    second.send({}, "/approve")
    assert "Done, and written in the journal." in second.page
    resident = house.visit()
    resident.show_code(house.world.codes[0].code)
    assert not resident.path.endswith("/vote/choose")


def test_correction_is_given_up(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    ask(visitor)
    visitor.send({}, "/drop")
    assert "The correction was given up." in visitor.page
    resident = house.visit()
    resident.show_code(house.world.codes[0].code)
    assert resident.path.endswith("/vote/choose")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"person": "9999"}, "This resident is not on the roll."),
        ({"person": ""}, "Fill in"),
        ({"grounds": ""}, "Fill in"),
        ({"kind": "entitle", "area": "nowhere"}, "There is no such area."),
        ({"kind": "entitle", "area": "north"}, "The roll says so already."),
        ({"kind": "entitle", "area": ""}, "The area is missing."),
    ],
)
def test_what_cannot_be_asked_is_said_at_the_field(
    house: VotingHouse, answers: dict[str, str], words: str
) -> None:
    visitor = sign_in(house, Role.ADMINISTRATOR)
    assert ask(visitor, **answers) == 422
    assert words in visitor.page


def test_trustee_agrees_but_does_not_ask(house: VotingHouse) -> None:
    visitor = sign_in(house, Role.TRUSTEE)
    assert "Ask for a correction" not in visitor.open(CORRECTIONS).text
    assert "Nothing is waiting" in visitor.page
