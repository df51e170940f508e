"""A round is declared from text; everything that keeps it from running is named, and the text stays."""

import pytest

from pb.web.roles import Role
from tests.support.visitors import Town


def test_example_can_be_declared_as_it_stands(town: Town) -> None:
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open("/en/admin/declare")
    assert "The round has been declared" in official.send()
    assert official.location == "/en/admin/cycles/2028"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "2028"', 'id = "2028', "Line 1 could not be read"),
        ('id = "2028"', 'id = "Round 28"', "lower-case letters"),
        ('id = "2028"', 'id = "2027"', "already a round with this short name"),
        ('key = "submission"', 'key = "dancing"', "no such kind of stage: dancing"),
        ("budget = 4000000", "budget = 0", "budget above zero"),
        ("budget = 4000000", "bugdet = 4000000", "Not known: areas[0].bugdet"),
        ('ballot = "approval"', 'ballot = "lottery"', "voting rule"),
        ("maximum = 5", "maximumm = 5", "no such rule: maximumm"),
    ],
)
def test_faulty_declaration_is_refused_by_name(town: Town, old: str, new: str, told: str) -> None:
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open("/en/admin/declare")
    text = dict(official.find_form().fields)["declaration"]
    assert old in text
    page = official.send({"declaration": text.replace(old, new, 1)}, status=422)
    assert told in page
    assert new.replace('"', "&#34;") in page
