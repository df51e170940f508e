"""A declared ballot becomes one style an area, with limits that so many projects can reach."""

from dataclasses import replace

import pytest

from pb.engine.declaration import Rule
from pb.kernel.handoff import Shortlist
from pb.kernel.money import Cents
from tests.support.voting_world import NORTH, SHORTLIST, SOUTH, declare_vote
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle
from voting.core.ballot.styles import make_styles
from voting.core.rules import read_rules


def make(rules: dict[str, Rule]) -> tuple[BallotStyle, ...]:
    declaration = declare_vote(rules)
    return make_styles(declaration, read_rules(declaration), SHORTLIST)


def test_every_area_has_a_style_of_its_name() -> None:
    north, south = make({"maximum": 2})
    assert [str(north.id), str(south.id)] == [NORTH, SOUTH]
    assert north.projects == ("1", "2", "3")
    assert north.costs == (12_000_00, 26_000_00, 8_500_00)
    assert north.rule == BallotRule(BallotKind.APPROVAL, maximum=2)


def test_limits_shrink_to_what_an_area_has() -> None:
    assert [style.rule.maximum for style in make({"minimum": 2, "maximum": 3})] == [3, 1]
    assert [style.rule.minimum for style in make({"minimum": 2, "maximum": 3})] == [2, 1]
    points = make({"ballot": "points", "points": 10, "top": 4, "least_points": 10})
    assert [style.rule.least_total for style in points] == [10, 4]


def test_budget_of_the_area_limits_a_knapsack() -> None:
    assert [style.rule.budget for style in make({"ballot": "knapsack"})] == [Cents(40_000_00)] * 2


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (
            {"ballot": "points", "points": 10},
            BallotRule(BallotKind.POINTS, top=10, most_total=10),
        ),
        ({"ballot": "scores", "top": 5, "blank": True}, BallotRule(BallotKind.SCORES, top=5, blank=True)),
        ({"ballot": "ranking", "maximum": 2}, BallotRule(BallotKind.RANKING, maximum=2)),
        ({"ballot": "single"}, BallotRule(BallotKind.SINGLE, maximum=1)),
    ],
)
def test_rule_of_every_kind_stands_in_its_style(rules: dict[str, Rule], expected: BallotRule) -> None:
    assert make(rules)[0].rule == expected


def test_area_without_projects_has_no_style() -> None:
    declaration = declare_vote({})
    nowhere = Shortlist(tuple(replace(project, area=NORTH) for project in SHORTLIST.projects))
    with pytest.raises(ValueError, match="a style has projects"):
        make_styles(declaration, read_rules(declaration), nowhere)
