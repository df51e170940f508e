"""A ballot that breaks the rule is told every reason."""

import pytest

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.ballots import make_style
from voting.core.ballot.check import BallotFault, BallotFaultKind, check_choices
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind, BallotRule

P = [ProjectId(f"p{number}") for number in range(6)]
APPROVAL = BallotRule(BallotKind.APPROVAL, minimum=2, maximum=3)
KNAPSACK = BallotRule(BallotKind.KNAPSACK, budget=Cents(250))
POINTS = BallotRule(BallotKind.POINTS, top=5, least_total=4, most_total=6)
RANKING = BallotRule(BallotKind.RANKING, maximum=3)
K = BallotFaultKind


def test_valid_ballots_have_no_fault() -> None:
    assert not check_choices(make_style(APPROVAL, 5), ((P[1], 1), (P[2], 1)))
    assert not check_choices(make_style(KNAPSACK, 5), ((P[1], 1), (P[2], 1)))
    assert not check_choices(make_style(POINTS, 5), ((P[1], 5), (P[2], 1)))
    assert not check_choices(make_style(RANKING, 5), ((P[4], 1), (P[2], 2)))


@pytest.mark.parametrize(
    ("rule", "choices", "faults"),
    [
        (APPROVAL, (), [BallotFault(K.BLANK, 0, 2)]),
        (APPROVAL, ((P[1], 1),), [BallotFault(K.TOO_FEW, 1, 2)]),
        (APPROVAL, tuple((p, 1) for p in P[1:5]), [BallotFault(K.TOO_MANY, 4, 3)]),
        (APPROVAL, ((P[1], 1), (P[0], 1)), [BallotFault(K.UNKNOWN_PROJECT, project=P[0])]),
        (APPROVAL, ((P[1], 1), (P[1], 1)), [BallotFault(K.CHOSEN_TWICE, 2, 1, P[1])]),
        (APPROVAL, ((P[1], 1), (P[2], -1)), [BallotFault(K.BAD_VALUE, -1, 1, P[2])]),
        (KNAPSACK, tuple((p, 1) for p in P[1:4]), [BallotFault(K.OVER_BUDGET, 300, 250)]),
        (POINTS, ((P[1], 3),), [BallotFault(K.TOO_FEW_POINTS, 3, 4)]),
        (POINTS, ((P[1], 4), (P[2], 3)), [BallotFault(K.TOO_MANY_POINTS, 7, 6)]),
        (POINTS, ((P[1], 6),), [BallotFault(K.BAD_VALUE, 6, 5, P[1])]),
        (RANKING, ((P[1], 1), (P[2], 3)), [BallotFault(K.GAP_IN_RANKS, 3, 2)]),
        (RANKING, ((P[1], 2),), [BallotFault(K.GAP_IN_RANKS, 2, 1)]),
        (RANKING, ((P[1], 1), (P[1], 2)), [BallotFault(K.CHOSEN_TWICE, 2, 1, P[1])]),
    ],
)
def test_each_broken_limit_is_named(rule: BallotRule, choices: Choices, faults: list[BallotFault]) -> None:
    assert list(check_choices(make_style(rule, 5), choices)) == faults


def test_several_faults_are_named_together() -> None:
    style = make_style(BallotRule(BallotKind.KNAPSACK, maximum=2, budget=Cents(250)), 5)
    kinds = [fault.kind for fault in check_choices(style, tuple((p, 1) for p in P[1:5]))]
    assert kinds == [K.TOO_MANY, K.OVER_BUDGET]


def test_blank_ballot_is_valid_where_the_rule_says_so() -> None:
    assert not check_choices(make_style(BallotRule(BallotKind.APPROVAL, blank=True), 5), ())
