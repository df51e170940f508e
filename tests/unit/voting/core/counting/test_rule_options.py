"""What each option of a rule does, on elections small enough to count by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.money import Cents
from pb.kernel.plain import PlainFormError
from tests.support.small_elections import Small
from voting.core.counting import (
    BallotProfile,
    Candidate,
    Completion,
    CountingRule,
    Fate,
    Method,
    Start,
    TieOrder,
    Utility,
    count,
)
from voting.core.counting.count import NoValidBallotError
from voting.core.counting.pots import PotInput, count_pots
from voting.core.counting.reserve import move_up
from voting.core.counting.rule import check_rule, read_rule
from voting.core.counting.rule_text import write_rule_text

GREEDY = CountingRule(method=Method.GREEDY_VOTES, completion=Completion.NONE)
SHARES = CountingRule(completion=Completion.NONE)


def make_ballots(*groups: tuple[int, tuple[int, ...]]) -> tuple[dict[int, int], ...]:
    """Return ballots: so many voters naming these projects."""
    return tuple(dict.fromkeys(named, 1) for number, named in groups for _ in range(number))


def name(index: int) -> ProjectId:
    """Return the id that a small election gives its project number ``index``."""
    return ProjectId(str(index + 8))


# Project 0 has most votes, 1 doesn't fit beside it, 2 does.
THREE = Small((600, 500, 300), make_ballots((5, (0,)), (4, (1,)), (3, (2,))), 1000)


def test_greedy_skips_what_does_not_fit() -> None:
    allocation = THREE.count(GREEDY)

    assert allocation.selected == (name(0), name(2))
    assert allocation.fates[name(1)] is Fate.DOES_NOT_FIT
    assert allocation.leftover == 100


def test_greedy_without_skipping_ends_there() -> None:
    allocation = THREE.count(replace(GREEDY, skip=False))

    assert allocation.selected == (name(0),)
    assert allocation.fates[name(2)] is Fate.AFTER_STOP


def test_the_minimum_of_votes_is_inclusive() -> None:
    assert THREE.count(replace(GREEDY, min_votes=3)).selected == (name(0), name(2))
    without = THREE.count(replace(GREEDY, min_votes=4))
    assert without.selected == (name(0),)
    assert without.fates[name(2)] is Fate.BELOW_MINIMUM


@pytest.mark.parametrize("method", list(Method))
def test_no_rule_funds_a_project_without_a_vote(method: Method) -> None:
    small = Small((100, 100), make_ballots((2, (0,))), 1000)
    allocation = small.count(CountingRule(method=method, completion=Completion.NONE))

    assert name(1) not in allocation.selected
    assert allocation.fates[name(1)] is Fate.NO_VOTES


@pytest.mark.parametrize("method", [Method.GREEDY_VOTES, Method.PHRAGMEN])
def test_reference_mode_funds_it_as_the_library_does(method: Method) -> None:
    small = Small((100, 100), make_ballots((2, (0,))), 1000)
    rule = CountingRule(method=method, completion=Completion.NONE, reference=True)

    assert small.count(rule).selected == (name(0), name(1))


@pytest.mark.parametrize("method", list(Method))
def test_without_a_valid_ballot_there_is_no_result(method: Method) -> None:
    candidates = [Candidate(ProjectId("a"), Cents(100))]
    blank: list[dict[ProjectId, int]] = [{}, {}]
    profile = BallotProfile.from_ballots([ProjectId("a")], blank)

    with pytest.raises(NoValidBallotError):
        count(CountingRule(method=method), candidates, profile, Cents(1000))


def test_a_project_above_the_budget_does_not_end_add1_early() -> None:
    small = Small((1100, 500), make_ballots((2, (0,)), (1, (0, 1))), 1000)

    assert small.count(CountingRule(completion=Completion.ADD1)).selected == (name(1),)
    assert small.count(CountingRule(completion=Completion.ADD1)).fates[name(0)] is Fate.ABOVE_BUDGET
    reference = CountingRule(completion=Completion.ADD1, reference=True, increment=Cents(10))
    assert small.count(reference).selected == ()


def test_buying_one_removes_its_rival() -> None:
    candidates = (
        Candidate(name(0), Cents(100), rivals=(name(1),)),
        Candidate(name(1), Cents(100)),
        Candidate(name(2), Cents(100)),
    )
    profile = BallotProfile.from_ballots(
        [name(index) for index in range(3)], [[name(0), name(1)], [name(0), name(1)], [name(0), name(2)]]
    )
    for method in (Method.GREEDY_VOTES, Method.EQUAL_SHARES, Method.PHRAGMEN):
        allocation = count(CountingRule(method=method), candidates, profile, Cents(900))
        assert set(allocation.selected) == {name(0), name(2)}
        assert allocation.fates[name(1)] is Fate.RIVAL_FUNDED
    best = count(CountingRule(method=Method.MAX_WELFARE), candidates, profile, Cents(900))
    assert set(best.selected) == {name(0), name(2)}


def test_a_category_gets_no_more_than_its_cap() -> None:
    candidates = tuple(Candidate(name(index), Cents(100), ("green",)) for index in range(3))
    names = [candidate.id for candidate in candidates]
    profile = BallotProfile.from_ballots(names, [names[:2], names, names[:1]])
    for method in (Method.GREEDY_VOTES, Method.EQUAL_SHARES, Method.PHRAGMEN, Method.MAX_WELFARE):
        rule = CountingRule(method=method, caps={"green": Cents(250)})
        allocation = count(rule, candidates, profile, Cents(900))
        assert allocation.total == 200
        if method is not Method.MAX_WELFARE:
            assert allocation.fates[name(2)] is Fate.CATEGORY_FULL


def test_blank_ballots_dilute_the_share_only_if_the_rule_says_so() -> None:
    small = Small((100,), ({0: 1}, {}, {}, {}), 400)

    assert small.count(SHARES).endowment == 400
    assert small.count(replace(SHARES, count_blank=True)).endowment == 100
    assert small.count(SHARES).blank == 3


def test_the_share_starts_where_the_rule_says() -> None:
    small = Small((700, 100000), make_ballots((2, (0,)), (1, (1,))), 1000)
    exact = small.count(CountingRule(completion=Completion.ADD1))
    floor = small.count(CountingRule(completion=Completion.ADD1, start=Start.FLOOR))

    assert exact.endowment is not None
    assert exact.endowment.denominator == 3
    assert floor.endowment is not None
    assert floor.endowment % 100 == 0


def test_ties_go_by_cost_then_votes_then_lots() -> None:
    small = Small((200, 100, 100), make_ballots((2, (0, 1, 2))), 400)
    lots = (name(2), name(0), name(1))
    candidates, profile = small.candidates, small.profile

    by_lots = count(replace(GREEDY, ties=TieOrder.LOTS), candidates, profile, Cents(400), lots)
    by_cost = count(GREEDY, candidates, profile, Cents(400), lots)
    by_id = count(replace(GREEDY, ties=TieOrder.ID), candidates, profile, Cents(400), lots)

    assert by_lots.selected == (name(2), name(0), name(1))
    assert by_cost.selected == (name(2), name(1), name(0))
    assert by_id.selected == (ProjectId("10"), ProjectId("8"), ProjectId("9"))
    assert by_cost.ties[0].projects == by_cost.selected


def test_a_tie_under_equal_shares_is_written_down() -> None:
    small = Small((100, 100), make_ballots((2, (0,)), (2, (1,))), 400)
    allocation = small.count(replace(SHARES, ties=TieOrder.LOTS))

    assert [(tie.round, tie.projects) for tie in allocation.ties] == [(1, (name(0), name(1)))]


def test_points_count_by_the_utility_chosen() -> None:
    small = Small((100, 300), ({0: 2, 1: 3}, {0: 2, 1: 3}), 300)

    by_points = small.count(replace(SHARES, utility=Utility.POINTS))
    by_points_and_cost = small.count(replace(SHARES, utility=Utility.POINTS_COST))

    assert by_points.selected == (name(0),)
    assert by_points.rounds[0].price == Fraction(100, 4)
    assert by_points_and_cost.selected == (name(1),)


def test_the_comparison_step_lets_the_majority_choose() -> None:
    # Equal shares serves both pairs; six voters get more of what they named from the two large projects.
    small = Small((400, 400, 200, 200), make_ballots((6, (0, 1)), (2, (2,)), (2, (3,))), 1000)
    rule = CountingRule(completion=Completion.NONE, comparison=True)
    allocation = small.count(rule)

    assert allocation.comparison == (2, 6)
    assert allocation.selected == (name(0), name(1), name(2))
    assert small.count(SHARES).selected == (name(0), name(2), name(3))


def test_a_withdrawn_winner_makes_room_and_the_others_stay() -> None:
    announced = THREE.count(GREEDY)
    after = move_up(announced, [name(0)], THREE.candidates, THREE.profile, THREE.names)

    assert after.selected == (name(2), name(1))
    assert after.fates[name(0)] is Fate.WITHDRAWN


def test_under_equal_shares_announced_winners_are_charged_before_others_move_up() -> None:
    small = Small((400, 300, 300), make_ballots((4, (0, 1)), (6, (2,))), 1000)
    announced = small.count(SHARES)
    assert announced.selected == (name(2), name(1))
    after = move_up(announced, [name(1)], small.candidates, small.profile, small.names)

    assert after.selected == (name(2), name(0))
    assert after.certificate is not None
    assert [purchase.price for purchase in after.certificate.purchases] == [50, 100]


def test_every_pot_is_counted_alone() -> None:
    pot = PotInput(THREE.candidates, THREE.profile, Cents(1000))
    nobody: list[list[ProjectId]] = []
    empty = PotInput(THREE.candidates, BallotProfile.from_ballots(THREE.names, nobody), Cents(1000))

    outcome = count_pots(GREEDY, {AreaId("north"): pot, AreaId("south"): empty}, THREE.names)

    assert outcome == {AreaId("north"): THREE.count(GREEDY)}


def test_an_advisory_vote_ranks_and_funds_nothing() -> None:
    allocation = THREE.count(CountingRule(method=Method.ADVISORY, completion=Completion.NONE))

    assert allocation.selected == ()
    assert [entry.project for entry in allocation.rounds] == [name(0), name(1), name(2)]


def test_a_rule_survives_its_canonical_form() -> None:
    rule = CountingRule(caps={"green": Cents(5)}, ties=TieOrder.LOTS, min_votes=7)

    assert read_rule(rule.canonical()) == rule
    with pytest.raises(PlainFormError):
        read_rule({"method": "dice"})


@pytest.mark.parametrize(
    "rule",
    [
        CountingRule(reference=True),
        CountingRule(method=Method.MAX_WELFARE, completion=Completion.NONE),
        CountingRule(method=Method.GREEDY_VOTES, completion=Completion.ADD1),
        CountingRule(min_votes=0),
        CountingRule(increment=Cents(0)),
    ],
)
def test_rules_unfit_for_a_real_count_are_named(rule: CountingRule) -> None:
    assert len(check_rule(rule)) == 1
    assert check_rule(CountingRule()) == ()


def test_two_rules_that_count_differently_read_differently() -> None:
    rules = [
        CountingRule(),
        CountingRule(start=Start.FLOOR),
        CountingRule(completion=Completion.ADD1),
        CountingRule(utility=Utility.CARDINALITY),
        CountingRule(ties=TieOrder.LOTS),
        CountingRule(min_votes=2),
        CountingRule(count_blank=True),
        CountingRule(comparison=True),
        CountingRule(reference=True),
        CountingRule(caps={"green": Cents(5)}),
        GREEDY,
        replace(GREEDY, skip=False),
        replace(GREEDY, utility=Utility.POINTS),
    ]
    texts = {tuple(str(sentence) for sentence in write_rule_text(rule)) for rule in rules}

    assert len(texts) == len(rules)


def test_projects_that_are_not_those_of_the_ballots_are_refused() -> None:
    with pytest.raises(ValueError, match="not the projects"):
        count(GREEDY, THREE.candidates[:2], THREE.profile, Cents(1000))
    with pytest.raises(ValueError, match="not above zero"):
        count(GREEDY, THREE.candidates, THREE.profile, Cents(0))
