"""A ballot that breaks the rule is refused with its numbers."""

from collections.abc import Sequence

from pb.kernel.handoff import Project
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from voting.core.ballot_rule import BallotFault, BallotFaultKind, BallotKind, BallotRule, check_ballot

COSTS = {"1": 12_000_00, "2": 26_000_00, "3": 8_500_00}
PROJECTS = {
    ProjectId(number): Project(
        ProjectId(number), LocalizedText(en=number), LocalizedText(), AreaId("a"), Cents(cost)
    )
    for number, cost in COSTS.items()
}
BUDGET = Cents(40_000_00)
TWO = BallotRule(BallotKind.APPROVAL, 1, 2)


def check(rule: BallotRule, chosen: Sequence[str], weight: int = 1) -> tuple[BallotFault, ...]:
    return check_ballot(rule, PROJECTS, BUDGET, dict.fromkeys(map(ProjectId, chosen), weight))


def test_ballot_within_the_rule_has_no_fault() -> None:
    assert check(TWO, ["1", "2"]) == ()


def test_more_than_allowed_is_too_many() -> None:
    assert check(TWO, ["1", "2", "3"]) == (BallotFault(BallotFaultKind.TOO_MANY, 3, 2),)


def test_fewer_than_asked_is_too_few() -> None:
    assert check(BallotRule(minimum=2), ["1"]) == (BallotFault(BallotFaultKind.TOO_FEW, 1, 2),)


def test_approval_may_cost_more_than_there_is() -> None:
    assert check(BallotRule(), ["1", "2", "3"]) == ()


def test_knapsack_may_not_cost_more_than_there_is() -> None:
    rule = BallotRule(BallotKind.KNAPSACK)
    assert check(rule, ["1", "2"]) == ()
    assert check(rule, ["1", "2", "3"]) == (BallotFault(BallotFaultKind.OVER_BUDGET, 46_500_00, 40_000_00),)


def test_every_fault_is_told_at_once() -> None:
    kinds = [fault.kind for fault in check(BallotRule(BallotKind.KNAPSACK, 1, 2), ["1", "2", "3"])]
    assert kinds == [BallotFaultKind.TOO_MANY, BallotFaultKind.OVER_BUDGET]


def test_blank_ballot_needs_the_rule_that_allows_it() -> None:
    assert check(TWO, []) == (BallotFault(BallotFaultKind.BLANK, 0, 1),)
    assert check(BallotRule(blank=True), []) == ()
    assert check(BallotRule(minimum=2, blank=True), ["1"]) == (BallotFault(BallotFaultKind.TOO_FEW, 1, 2),)


def test_project_of_another_area_is_refused() -> None:
    assert check(TWO, ["1", "9"]) == (BallotFault(BallotFaultKind.UNKNOWN_PROJECT, 1),)


def test_one_project_counts_once() -> None:
    for weight in (0, 2, -1):
        assert check(TWO, ["1"], weight) == (BallotFault(BallotFaultKind.UNKNOWN_PROJECT, 1),)
