"""A resident votes in one area: their own, or one they choose."""

from pb.kernel.ids import AreaId, ResidentId
from voting.core.eligibility import AreaRule, Resident, list_open_areas

NORTH, SOUTH = AreaId("north"), AreaId("south")


def test_home_rule_opens_the_area_of_the_roll() -> None:
    assert list_open_areas(AreaRule.HOME, Resident(ResidentId("r"), SOUTH), (NORTH, SOUTH)) == (SOUTH,)


def test_home_rule_opens_nothing_to_somebody_of_no_area() -> None:
    assert list_open_areas(AreaRule.HOME, Resident(ResidentId("r"), None), (NORTH, SOUTH)) == ()


def test_free_rule_opens_every_area() -> None:
    assert list_open_areas(AreaRule.FREE, Resident(ResidentId("r"), SOUTH), (NORTH, SOUTH)) == (NORTH, SOUTH)


def test_only_area_is_open_to_everybody_on_the_roll() -> None:
    assert list_open_areas(AreaRule.HOME, Resident(ResidentId("r"), None), (NORTH,)) == (NORTH,)
