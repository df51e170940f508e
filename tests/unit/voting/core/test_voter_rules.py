"""Who is entitled follows from age and municipality, and rules that can't be used are refused."""

from datetime import date

import pytest

from pb.kernel.ids import AreaId
from voting.core.eligibility import Standing
from voting.core.voter_rules import AgeCount, VoterRules, check_voter_rules, count_years, judge_standing

NORTH, SOUTH = AreaId("north"), AreaId("south")
OPENING = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("counted", "born", "years"),
    [
        (AgeCount.YEAR, date(2014, 12, 31), 13),
        (AgeCount.YEAR, date(2015, 1, 1), 12),
        (AgeCount.DAY, date(2014, 3, 1), 13),
        (AgeCount.DAY, date(2014, 3, 2), 12),
        (AgeCount.DAY, date(2012, 2, 29), 15),
    ],
)
def test_age_is_counted_by_the_year_or_to_the_day(counted: AgeCount, born: date, years: int) -> None:
    assert count_years(VoterRules(age=13, counted=counted), born, OPENING) == years


def test_one_reason_is_told_and_the_municipality_comes_first() -> None:
    rules = VoterRules(age=13, municipality="491")
    assert judge_standing(rules, 12, "091") is Standing.ELSEWHERE
    assert judge_standing(rules, 12, "491") is Standing.TOO_YOUNG
    assert judge_standing(rules, 13, "491") is Standing.ENTITLED
    assert judge_standing(VoterRules(), None, "") is Standing.ENTITLED


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (VoterRules(age=0), "between 1 and 120"),
        (VoterRules(municipality="Mikkeli"), "three-digit"),
        (VoterRules(postal_codes={NORTH: ("5230",)}), "five digits"),
        (VoterRules(postal_codes={NORTH: ("52300",), SOUTH: ("52300",)}), "one area only"),
        (VoterRules(postal_codes={AreaId("moon"): ("52300",)}), "does not have"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(rules: VoterRules, words: str) -> None:
    (fault,) = check_voter_rules(rules, (NORTH, SOUTH))
    assert words in str(fault)


def test_sound_rules_have_no_fault() -> None:
    rules = VoterRules(13, AgeCount.DAY, "491", {NORTH: ("52300", "52301"), SOUTH: ("50100",)})
    assert check_voter_rules(rules, (NORTH, SOUTH)) == ()
