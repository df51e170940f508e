"""What holds for every count: small elections full of ties, against the plain rules and against themselves."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.plain_counting import (
    plain_add1,
    plain_greedy,
    plain_phragmen,
    plain_shares,
    plain_welfare,
)
from tests.support.small_elections import Small, small_elections
from voting.core.counting import (
    Allocation,
    BallotProfile,
    Candidate,
    Completion,
    CountingRule,
    Method,
    Start,
    Stop,
    TieOrder,
    Utility,
    count,
    shares_run,
)
from voting.core.counting.recheck import recheck_certificate
from voting.core.explain.account import settle_account

RULES = st.builds(
    CountingRule,
    method=st.sampled_from([m for m in Method if m is not Method.MAX_WELFARE]),
    utility=st.sampled_from(Utility),
    completion=st.sampled_from(Completion),
    start=st.sampled_from(Start),
    stop=st.sampled_from(Stop),
    comparison=st.booleans(),
    skip=st.booleans(),
    ties=st.sampled_from([TieOrder.LOTS, TieOrder.COST_VOTES_LOTS]),
)
SHARES = st.sampled_from(list(Utility))


def in_order(small: Small, allocation: Allocation) -> list[int]:
    """Return the selected projects as indices."""
    return [small.names.index(project) for project in allocation.selected]


@given(small_elections(most_points=4), SHARES)
def test_equal_shares_agrees_with_its_plain_twin(small: Small, utility: Utility) -> None:
    rule = CountingRule(utility=utility, completion=Completion.NONE, ties=TieOrder.LOTS)
    read = (
        small if rule.counts_points else small.with_ballots(tuple(dict.fromkeys(b, 1) for b in small.ballots))
    )
    weigh = utility in (Utility.COST, Utility.POINTS_COST)
    share = Fraction(small.budget, len(small.ballots))
    expected = plain_shares(read.plain(), share, lambda project: small.costs[project] if weigh else 1)

    certificate = small.count(rule).certificate

    assert certificate is not None
    assert [(small.names.index(p.project), p.price) for p in certificate.purchases] == expected


@given(small_elections(most_points=3), SHARES, st.sampled_from(Stop))
@settings(max_examples=60)
def test_add1_agrees_with_its_plain_twin(small: Small, utility: Utility, stop: Stop) -> None:
    rule = CountingRule(
        utility=utility, completion=Completion.ADD1, stop=stop, ties=TieOrder.LOTS, increment=Cents(7)
    )
    read = (
        small if rule.counts_points else small.with_ballots(tuple(dict.fromkeys(b, 1) for b in small.ballots))
    )
    weigh = utility in (Utility.COST, Utility.POINTS_COST)
    chosen, share = plain_add1(
        read.plain(),
        small.budget,
        Fraction(small.budget, len(small.ballots)),
        7,
        lambda project: small.costs[project] if weigh else 1,
        stop is Stop.EXHAUSTIVE,
    )

    allocation = small.count(rule)

    assert (in_order(small, allocation), allocation.endowment) == (chosen, share)


@given(small_elections(most_points=4), SHARES)
def test_deciding_everything_exactly_changes_nothing(small: Small, utility: Utility) -> None:
    rule = CountingRule(utility=utility, completion=Completion.ADD1, increment=Cents(13), ties=TieOrder.LOTS)
    usual = small.count(rule)
    with pytest.MonkeyPatch.context() as patch:
        # Floats as bad as this decide nothing any more, and balances are set anew after every purchase.
        patch.setattr(shares_run, "UNIT", 1e-3)
        patch.setattr(shares_run, "_REFRESH", 0.0)
        exact = small.count(rule)

    assert exact == usual


@given(small_elections(), st.booleans(), st.booleans())
def test_greedy_agrees_with_its_plain_twin(small: Small, per_cost: bool, skip: bool) -> None:
    method = Method.GREEDY_VOTES_PER_COST if per_cost else Method.GREEDY_VOTES
    allocation = small.count(CountingRule(method=method, skip=skip, ties=TieOrder.LOTS))

    assert in_order(small, allocation) == plain_greedy(small.plain(), small.budget, per_cost, skip)


@given(small_elections())
def test_phragmen_agrees_with_its_plain_twin(small: Small) -> None:
    rule = CountingRule(method=Method.PHRAGMEN, completion=Completion.NONE, ties=TieOrder.LOTS)

    assert in_order(small, small.count(rule)) == plain_phragmen(small.plain(), small.budget)


@given(small_elections(), st.sampled_from([Utility.COST, Utility.CARDINALITY]))
@settings(max_examples=40)
def test_no_affordable_set_has_greater_welfare(small: Small, utility: Utility) -> None:
    allocation = small.count(CountingRule(method=Method.MAX_WELFARE, utility=utility))
    plain = small.plain()
    worth = small.costs if utility is Utility.COST else (1,) * len(small.costs)

    welfare = sum(plain.support(p) * worth[p] for p in in_order(small, allocation))
    assert welfare == plain_welfare(plain, small.budget, worth.__getitem__)


@given(small_elections(most_points=3), RULES)
def test_an_outcome_is_affordable_and_everything_has_a_fate(small: Small, rule: CountingRule) -> None:
    allocation = small.count(rule)
    costs = dict(zip(small.names, small.costs, strict=True))

    assert allocation.total == sum(costs[project] for project in allocation.selected)
    assert rule.completion is Completion.NONE or allocation.total <= small.budget
    assert allocation.total <= small.budget
    assert set(allocation.fates) == set(small.names)
    assert {p for p, fate in allocation.fates.items() if fate == "funded"} == set(allocation.selected)
    votes = dict(zip(small.names, small.profile.votes(), strict=True))
    assert all(votes[project] for project in allocation.selected)


@given(small_elections(most_points=3), RULES, st.randoms(use_true_random=False))
def test_the_order_of_voters_changes_nothing(small: Small, rule: CountingRule, random: Random) -> None:
    ballots = list(small.ballots)
    random.shuffle(ballots)

    assert small.with_ballots(tuple(ballots)).count(rule) == small.count(rule)


@given(small_elections(most_points=3), RULES, st.data())
def test_the_names_and_order_of_projects_change_nothing(
    small: Small, rule: CountingRule, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(small.costs))))
    renamed = {small.names[index]: ProjectId(f"p{place}") for place, index in enumerate(order)}
    back = {new: old for old, new in renamed.items()}
    candidates = [Candidate(renamed[c.id], c.cost) for c in small.candidates]
    ballots = [{renamed[small.names[p]]: points for p, points in ballot.items()} for ballot in small.ballots]
    profile = BallotProfile.from_ballots(sorted(back), ballots)
    lots = [renamed[name] for name in small.names]

    allocation = count(rule, candidates, profile, Cents(small.budget), lots)

    assert [back[project] for project in allocation.selected] == list(small.count(rule).selected)


@given(small_elections(most_points=3), RULES)
def test_money_in_smaller_units_changes_nothing(small: Small, rule: CountingRule) -> None:
    rule = replace(rule, start=Start.EXACT)
    scaled = Small(tuple(100 * cost for cost in small.costs), small.ballots, 100 * small.budget)

    fine = scaled.count(replace(rule, increment=Cents(100 * rule.increment)))

    assert fine.selected == small.count(rule).selected


@given(small_elections(most_points=3), RULES)
def test_every_voter_twice_changes_nothing(small: Small, rule: CountingRule) -> None:
    rule = replace(rule, start=Start.EXACT, completion=Completion.NONE)
    doubled = small.with_ballots(small.ballots + small.ballots)

    assert doubled.count(rule).selected == small.count(rule).selected


@given(small_elections(most_points=3), SHARES, st.sampled_from([Completion.NONE, Completion.ADD1]))
def test_a_certificate_rechecks_and_a_changed_one_does_not(
    small: Small, utility: Utility, completion: Completion
) -> None:
    rule = CountingRule(utility=utility, completion=completion, increment=Cents(50))
    allocation = small.count(rule)
    profile = small.profile if rule.counts_points else small.profile.as_approvals()
    certificate = allocation.certificate
    assert certificate is not None

    assert recheck_certificate(certificate, small.candidates, profile) == ()
    for number, purchase in enumerate(certificate.purchases):
        wrong = replace(purchase, price=purchase.price * Fraction(999, 1000))
        purchases = (*certificate.purchases[:number], wrong, *certificate.purchases[number + 1 :])
        assert recheck_certificate(replace(certificate, purchases=purchases), small.candidates, profile)


@given(small_elections(most_points=3), SHARES)
def test_all_accounts_together_pay_for_what_is_bought(small: Small, utility: Utility) -> None:
    rule = CountingRule(utility=utility, completion=Completion.NONE)
    certificate = small.count(rule).certificate
    assert certificate is not None
    paid = dict.fromkeys(small.names, Fraction())
    for ballot in small.ballots:
        points = {small.names[p]: given if rule.counts_points else 1 for p, given in ballot.items()}
        account = settle_account(certificate, points)
        assert sum((amount for _, amount in account.paid), account.left) == account.share
        for project, amount in account.paid:
            paid[project] += amount

    costs = dict(zip(small.names, small.costs, strict=True))
    bought = {purchase.project for purchase in certificate.purchases}
    assert paid == {project: costs[project] if project in bought else 0 for project in small.names}
