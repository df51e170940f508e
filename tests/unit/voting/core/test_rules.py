"""Voting rules are read strictly: what is misspelt or impossible is a fault, never silently no rule."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pb.engine.cycle import start_cycle
from pb.engine.declaration import CycleDeclaration, Rule
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.language import LocalizedText
from tests.support.voting_world import declare_vote
from voting.core.ballot.declared import DeclaredBallot
from voting.core.ballot.rule import BallotKind
from voting.core.channel import Channel, Precedence
from voting.core.counting import Completion, Method, Utility
from voting.core.eligibility import AreaRule
from voting.core.rules import RulesError, check_rules, read_rules


def declare(rules: Mapping[str, Rule], *, money: bool = True) -> CycleDeclaration:
    return declare_vote(rules, has_money=money)


def test_rules_have_defaults() -> None:
    rules = read_rules(declare({}))
    assert rules.ballot == DeclaredBallot()
    assert rules.area is AreaRule.HOME
    assert rules.counting.method is Method.GREEDY_VOTES
    assert rules.projects.projects == ()


def test_ways_to_vote_are_declared() -> None:
    rules = read_rules(declare({"channels": ["code", "paper"], "precedence": "paper", "revote": True}))
    assert (rules.channels, rules.precedence) == ((Channel.CODE, Channel.PAPER), Precedence.PAPER)
    assert rules.revote
    assert read_rules(declare({})).channels == (Channel.CODE,)


def test_counting_rule_says_only_what_it_means() -> None:
    greedy = read_rules(declare({"counting": {"method": "greedy-votes-per-cost"}})).counting
    assert (greedy.method, greedy.completion) == (Method.GREEDY_VOTES_PER_COST, Completion.NONE)
    assert read_rules(declare({"counting": {"method": "mes"}})).counting.completion is Completion.ADD1U


def test_declared_rules_are_read() -> None:
    rules = read_rules(
        declare(
            {"ballot": "knapsack", "maximum": 5, "blank": True, "area": "free", "counting": {"method": "mes"}}
        )
    )
    assert rules.ballot == DeclaredBallot(BallotKind.KNAPSACK, maximum=5, blank=True)
    assert rules.area is AreaRule.FREE
    assert rules.counting.method is Method.EQUAL_SHARES


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"maximun": 3}, "no such rule: maximun"),
        ({"ballot": "dice"}, "wrong form"),
        ({"ballot": ["ranking"]}, "wrong form"),
        ({"ballot": "points"}, "how many points"),
        ({"ballot": "points", "points": 0}, "how many points"),
        ({"ballot": "points", "points": 2, "minimum": 3}, "fewer than the least"),
        ({"ballot": "points", "points": 5, "least_points": 6}, "fewer than the least"),
        ({"ballot": "points", "points": 5000}, "at most 1000 points"),
        ({"ballot": "scores"}, "highest score"),
        ({"ballot": "scores", "top": 0}, "from 1 to 1000"),
        (
            {"ballot": "scores", "top": 5, "points": 9},
            "does not belong to a ballot of the kind scores: points",
        ),
        ({"top": 5}, "does not belong to a ballot of the kind approval: top"),
        ({"ballot": "single", "maximum": 2}, "does not belong to a ballot of the kind single: maximum"),
        ({"maximum": "three"}, "wrong form"),
        ({"minimum": 0}, "least number"),
        ({"minimum": 3, "maximum": 2}, "fewer than the least"),
        ({"winners": 0}, "At least one"),
        ({"channels": []}, "each way to vote once"),
        ({"channels": ["code", "code"]}, "each way to vote once"),
        ({"channels": ["pigeon"]}, "wrong form"),
        ({"counting": {"method": "dice"}}, "wrong form"),
        ({"counting": {"reference": True}}, "comparison only"),
        ({"projects": [{"id": "1", "title": "A", "area": "west", "cost": 1}]}, "no area"),
        ({"projects": [{"id": "1", "title": "A", "area": "north"}]}, "cost"),
        ({"projects": [{"id": "1", "title": "", "area": "north", "cost": 1}]}, "no title"),
        ({"projects": [{"id": "1", "title": "A", "area": "north", "cost": 1}] * 2}, "same id"),
    ],
)
def test_fault_in_the_rules_is_named(rules: Mapping[str, Rule], words: str) -> None:
    with pytest.raises(RulesError, match=words):
        read_rules(declare(rules))
    (fault,) = check_rules(start_cycle(declare(rules)))
    assert words in str(fault)


def test_budget_ballot_needs_money() -> None:
    with pytest.raises(RulesError, match="with money"):
        read_rules(declare({"ballot": "knapsack"}, money=False))


def test_every_kind_of_ballot_can_be_declared() -> None:
    assert read_rules(declare({"ballot": "points", "points": 10, "top": 6, "least_points": 10})).ballot == (
        DeclaredBallot(BallotKind.POINTS, points=10, top=6, least_points=10)
    )
    assert read_rules(declare({"ballot": "scores", "top": 5})).ballot == DeclaredBallot(
        BallotKind.SCORES, top=5
    )
    assert read_rules(declare({"ballot": "ranking", "maximum": 3})).ballot == (
        DeclaredBallot(BallotKind.RANKING, maximum=3)
    )
    assert read_rules(declare({"ballot": "single"})).ballot == DeclaredBallot(BallotKind.SINGLE)


def test_points_count_where_ballots_give_points() -> None:
    assert read_rules(declare({"ballot": "ranking"})).counting.utility is Utility.POINTS
    assert read_rules(declare({"ballot": "scores", "top": 5})).counting.utility is Utility.POINTS
    assert read_rules(declare({"ballot": "single"})).counting.utility is Utility.COST
    said = read_rules(
        declare({"ballot": "points", "points": 9, "counting": {"method": "mes", "utility": "cost"}})
    )
    assert said.counting.utility is Utility.COST


def test_area_is_named_so_that_a_ballot_style_can_bear_its_name() -> None:
    declaration = declare({})
    odd = replace(declaration.areas[0], id=AreaId("Pohjois-osa"))
    with pytest.raises(RulesError, match="Pohjois-osa"):
        read_rules(replace(declaration, areas=(odd,)))


def test_declared_projects_become_the_shortlist() -> None:
    texts = {"fi": "Yksi", "sv": "Ett", "en": "One"}
    projects = [{"id": "a", "title": texts, "area": "north"}, {"id": "b", "title": "Zwei", "area": "south"}]
    first, second = read_rules(declare({"projects": projects}, money=False)).projects.projects
    assert (first.id, first.area, first.title) == (
        ProjectId("a"),
        AreaId("north"),
        LocalizedText("Yksi", "Ett", "One"),
    )
    assert second.title == LocalizedText("Zwei", "Zwei", "Zwei")
