"""What residents are told about a project is true of the count."""

import pytest

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.elections import load_candidates, load_election, load_profile
from tests.support.small_elections import Small
from voting.core.counting import Completion, CountingRule, Method, count
from voting.core.explain import (
    explain_project,
    find_cheaper,
    find_more_supporters,
    measure_support,
    settle_account,
    trace_flows,
)
from voting.core.explain.inputs import Counted

SHARES = CountingRule(completion=Completion.NONE)


def count_small(small: Small, rule: CountingRule = SHARES) -> Counted:
    """Return a small election counted."""
    return Counted.from_input(small.candidates, small.profile, small.names, small.count(rule))


def count_real(name: str, rule: CountingRule) -> Counted:
    """Return a real election counted."""
    candidates, profile = load_candidates(name), load_profile(name)
    return Counted.from_input(
        candidates, profile, (), count(rule, candidates, profile, load_election(name).budget)
    )


# Twenty voters with 100 each; twelve pay 900 for project 0, then have 300 left for project 1, which costs 600.
SHARED = Small((900, 600), tuple({0: 1, 1: 1} for _ in range(12)) + tuple({0: 1} for _ in range(8)), 2000)


def test_effective_support_is_the_best_offer_in_any_round() -> None:
    counted = count_small(SHARED)
    support = measure_support(counted)

    # In round 1 utility cost 45/900; twelve supporters at 600 * 45/900 = 30 each offer 360; at the end they have 660.
    assert support == {ProjectId("8"): 100.0, ProjectId("9"): 100.0}
    poorer = count_small(Small((900, 700), SHARED.ballots, 2000))
    assert measure_support(poorer)[ProjectId("9")] == pytest.approx(100 * 660 / 700)


def test_a_loser_is_told_a_cost_at_which_it_wins_and_one_unit_more_does_not() -> None:
    counted = count_real("Poland_Swiecie_2023", CountingRule(completion=Completion.ADD1))
    found = find_cheaper(counted, ProjectId("c8"))

    assert found is not None
    assert found.verified
    assert found.cost + found.by == 41300000
    assert "c8" in counted.recount_at_cost(ProjectId("c8"), found.cost).selected
    assert "c8" not in counted.recount_at_cost(ProjectId("c8"), Cents(found.cost + 100)).selected


@pytest.mark.parametrize("method", [Method.EQUAL_SHARES, Method.GREEDY_VOTES, Method.PHRAGMEN])
def test_a_loser_is_told_how_many_more_voters_make_it_win_and_one_fewer_does_not(method: Method) -> None:
    completion = Completion.ADD1U if method is Method.EQUAL_SHARES else Completion.NONE
    counted = count_real("Poland_Swiecie_2023", CountingRule(method=method, completion=completion))
    loser = next(project for project, fate in counted.allocation.fates.items() if fate != "funded")
    found = find_more_supporters(counted, loser)

    assert found is not None
    assert loser in counted.recount_with_more(loser, found.voters).selected
    assert loser not in counted.recount_with_more(loser, found.voters - 1).selected


def test_flows_add_up_to_what_the_supporters_had() -> None:
    counted = count_real("Poland_Swiecie_2023", SHARES)
    assert counted.allocation.endowment is not None
    assert counted.allocation.certificate is not None
    bought = {purchase.project for purchase in counted.allocation.certificate.purchases}
    for project, votes in zip(counted.profile.projects, counted.profile.votes(), strict=True):
        flows = trace_flows(counted, project)
        paid = sum(flow.paid or 0 for flow in flows.shared) + (flows.left or 0)
        had = float(votes * counted.allocation.endowment)
        if project not in bought and not flows.suppressed:
            assert paid == pytest.approx(had, abs=len(flows.shared) + 1)
        else:
            assert paid < had


def test_flows_of_fewer_than_ten_voters_are_suppressed() -> None:
    few = (
        tuple({0: 1, 1: 1} for _ in range(9))
        + tuple({0: 1} for _ in range(11))
        + tuple({1: 1} for _ in range(3))
    )
    counted = count_small(Small((900, 1200), few, 2300))
    flows = trace_flows(counted, ProjectId("9"))

    assert flows.shared == ()
    assert flows.suppressed == 1
    assert trace_flows(count_small(SHARED), ProjectId("9")).shared[0].voters == 12


def test_an_account_shows_the_share_what_it_paid_and_what_is_left() -> None:
    counted = count_small(SHARED)
    assert counted.allocation.certificate is not None
    account = settle_account(counted.allocation.certificate, {ProjectId("8"): 1, ProjectId("9"): 1})

    assert account.share == 100
    assert [(project, int(amount)) for project, amount in account.paid] == [("8", 45), ("9", 50)]
    assert account.left == 5


def test_an_explanation_says_rank_round_and_needs() -> None:
    counted = count_real("Poland_Swiecie_2023", CountingRule())
    lost, won = explain_project(counted, ProjectId("c8")), explain_project(counted, ProjectId("c12"))

    assert (lost.rank, lost.fate, lost.votes) == (2, "does-not-fit", 623)
    assert lost.support_percent is not None
    assert 85 < lost.support_percent < 100
    assert lost.cheaper is not None
    assert lost.more_supporters is not None
    assert (won.rank, won.fate, won.support_percent, won.cheaper) == (1, "funded", 100.0, None)
    assert won.decided_in is not None
    assert won.decided_in.number == 1
