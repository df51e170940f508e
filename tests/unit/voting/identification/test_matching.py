"""Who is not on the roll is told the reason that the rules and the identification give."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pb.engine.declaration import Rule
from tests.support.voting_world import declare_vote
from voting.core.identification.identity import Identity
from voting.core.refusal import Refusal
from voting.identification.matching import judge_stranger

ADULT = "131052-308T"
ZONE = ZoneInfo("Europe/Helsinki")
VOTERS: Mapping[str, Rule] = {"age": 13, "counted": "year", "municipality": "491"}


@pytest.mark.parametrize(
    ("identity", "reason"),
    [
        (Identity(ADULT, None, "491"), Refusal.NOT_ON_ROLL),
        (Identity(ADULT), Refusal.NOT_ON_ROLL),
        (Identity(ADULT, None, "091"), Refusal.ELSEWHERE),
        (Identity(ADULT, date(2015, 1, 1), "491"), Refusal.TOO_YOUNG),
        (Identity(ADULT, date(2014, 12, 31), "491"), Refusal.NOT_ON_ROLL),
        (Identity("no code at all"), Refusal.NOT_ON_ROLL),
    ],
)
def test_stranger_is_told_the_one_reason(identity: Identity, reason: Refusal) -> None:
    assert judge_stranger(declare_vote({"voters": VOTERS}), identity, ZONE) is reason


def test_without_rules_the_roll_is_the_only_reason() -> None:
    assert (
        judge_stranger(declare_vote({}), Identity(ADULT, date(2020, 1, 1), "091"), ZONE)
        is Refusal.NOT_ON_ROLL
    )
