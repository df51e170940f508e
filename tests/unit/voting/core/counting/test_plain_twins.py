"""The fast rules against their plain twins, on whole real elections."""

from fractions import Fraction
from itertools import pairwise

import pytest

from tests.support.elections import NAMES, load_candidates, load_election, load_profile
from tests.support.plain_counting import Plain, plain_greedy, plain_phragmen, plain_shares
from voting.core.counting import BallotProfile, Completion, CountingRule, Method, TieOrder, Utility, count
from voting.core.counting.ties import rank_for_ties

_SMALL = tuple(name for name in NAMES if load_profile(name).types <= 3600)


def make_plain(name: str, profile: BallotProfile) -> Plain:
    """Return an election in the form of the plain rules; equals go by id."""
    candidates = load_candidates(name)
    starts = profile.starts.tolist()
    points = [1] * len(profile.choices) if profile.points is None else profile.points.tolist()
    ballots = [
        dict(zip(profile.choices[a:b].tolist(), points[a:b], strict=True)) for a, b in pairwise(starts)
    ]
    weights = [1] * len(ballots) if profile.weights is None else profile.weights.tolist()
    rank = rank_for_ties(TieOrder.ID, candidates, [0] * len(candidates), ())
    return Plain([c.cost for c in candidates], ballots, weights, rank)


@pytest.mark.parametrize("name", _SMALL)
def test_equal_shares_buys_the_same_at_the_same_exact_prices(name: str) -> None:
    profile, candidates = load_profile(name), load_candidates(name)
    scored = profile.points is not None
    plain = make_plain(name, profile)
    share = Fraction(load_election(name).budget, profile.voters)
    kinds = (Utility.POINTS, Utility.POINTS_COST) if scored else (Utility.COST, Utility.CARDINALITY)
    for utility in kinds:
        rule = CountingRule(utility=utility, completion=Completion.NONE, ties=TieOrder.ID)
        allocation = count(rule, candidates, profile, load_election(name).budget)
        weigh = utility in (Utility.COST, Utility.POINTS_COST)
        worth = [candidate.cost if weigh else 1 for candidate in candidates]
        expected = plain_shares(plain, share, worth.__getitem__)

        assert allocation.certificate is not None
        found = [(purchase.project, purchase.price) for purchase in allocation.certificate.purchases]
        assert found == [(candidates[project].id, price) for project, price in expected]


@pytest.mark.parametrize("name", [name for name in _SMALL if load_profile(name).types <= 1000])
@pytest.mark.parametrize("method", [Method.GREEDY_VOTES, Method.GREEDY_VOTES_PER_COST, Method.PHRAGMEN])
def test_other_rules_select_the_same_in_the_same_order(name: str, method: Method) -> None:
    profile = load_profile(name).as_approvals()
    candidates, budget = load_candidates(name), load_election(name).budget
    rule = CountingRule(method=method, completion=Completion.NONE, ties=TieOrder.ID)
    plain = make_plain(name, profile)
    if method is Method.PHRAGMEN:
        expected = plain_phragmen(plain, budget)
    else:
        expected = plain_greedy(plain, budget, per_cost=method is Method.GREEDY_VOTES_PER_COST)

    selected = count(rule, candidates, profile, budget).selected

    assert list(selected) == [candidates[project].id for project in expected]
