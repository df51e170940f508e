"""A resident votes in one area: their own, or one they choose."""

import pytest

from pb.kernel.ids import AreaId, ResidentId
from voting.core.eligibility import AgeBand, AreaRule, Resident, Standing, band_age, list_open_areas

NORTH, SOUTH = AreaId("north"), AreaId("south")


def test_home_rule_opens_the_area_of_the_roll() -> None:
    assert list_open_areas(AreaRule.HOME, Resident(ResidentId("r"), SOUTH), (NORTH, SOUTH)) == (SOUTH,)


def test_home_rule_opens_nothing_to_somebody_of_no_area() -> None:
    assert list_open_areas(AreaRule.HOME, Resident(ResidentId("r"), None), (NORTH, SOUTH)) == ()


def test_free_rule_opens_every_area() -> None:
    assert list_open_areas(AreaRule.FREE, Resident(ResidentId("r"), SOUTH), (NORTH, SOUTH)) == (NORTH, SOUTH)


def test_only_area_is_open_to_everybody_on_the_roll() -> None:
    assert list_open_areas(AreaRule.HOME, Resident(ResidentId("r"), None), (NORTH,)) == (NORTH,)


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.ENTITLED])
@pytest.mark.parametrize("rule", AreaRule)
def test_nothing_is_open_to_somebody_who_is_not_entitled(standing: Standing, rule: AreaRule) -> None:
    resident = Resident(ResidentId("r"), NORTH, standing)
    assert list_open_areas(rule, resident, (NORTH,)) == ()
    assert list_open_areas(rule, resident, (NORTH, SOUTH)) == ()


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (0, AgeBand.UNDER_18),
        (17, AgeBand.UNDER_18),
        (18, AgeBand.FROM_18),
        (29, AgeBand.FROM_18),
        (30, AgeBand.FROM_30),
        (44, AgeBand.FROM_30),
        (45, AgeBand.FROM_45),
        (64, AgeBand.FROM_45),
        (65, AgeBand.FROM_65),
        (74, AgeBand.FROM_65),
        (75, AgeBand.FROM_75),
        (110, AgeBand.FROM_75),
    ],
)
def test_age_is_kept_as_a_band_only(years: int, band: AgeBand) -> None:
    assert band_age(years) is band
