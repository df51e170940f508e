"""Voting rules are read strictly: what is misspelt or impossible is a fault, never silently no rule."""

from collections.abc import Mapping

import pytest

from pb.engine.cycle import start_cycle
from pb.engine.declaration import CycleDeclaration, Rule
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.language import LocalizedText
from tests.support.voting_world import declare_vote
from voting.core.ballot_rule import BallotKind, BallotRule
from voting.core.channel import Channel, Precedence
from voting.core.counting import Completion, Method
from voting.core.eligibility import AreaRule
from voting.core.rules import RulesError, check_rules, read_rules


def declare(rules: Mapping[str, Rule], *, money: bool = True) -> CycleDeclaration:
    return declare_vote(rules, has_money=money)


def test_rules_have_defaults() -> None:
    rules = read_rules(declare({}))
    assert rules.ballot == BallotRule(BallotKind.APPROVAL, 1, None, False)
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
    assert rules.ballot == BallotRule(BallotKind.KNAPSACK, 1, 5, True)
    assert rules.area is AreaRule.FREE
    assert rules.counting.method is Method.EQUAL_SHARES


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"maximun": 3}, "no such rule: maximun"),
        ({"ballot": "ranking"}, "wrong form"),
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
