"""Every election of the data, by every rule, against what the reference library selected in exact fractions."""

from collections.abc import Sequence

import pytest

from tests.support.elections import (
    NAMES,
    count_election,
    load_candidates,
    load_election,
    load_outcomes,
    load_profile,
)
from voting.core.counting import Completion, CountingRule, Method, Start, Stop, TieOrder, Utility

_METHODS = {
    "greedy_cost": Method.GREEDY_VOTES,
    "greedy_card": Method.GREEDY_VOTES_PER_COST,
    "greedy_score": Method.GREEDY_VOTES,
    "phragmen": Method.PHRAGMEN,
}
_UTILITIES = {"cost": Utility.COST, "card": Utility.CARDINALITY, "score": Utility.POINTS}
_TIES = {
    "selected": TieOrder.ID,
    "selected_reverse_lexicographic": TieOrder.REVERSE_ID,
    "selected_mincost_maxvotes_lex": TieOrder.COST_VOTES_LOTS,
}


def make_rule(name: str, ties: TieOrder) -> CountingRule:
    """Return the rule that the reference library's name for it means, in reference mode."""
    method, _, rest = name.partition("_")
    utility, _, completion = rest.partition("_")
    return CountingRule(
        method={"mes": Method.EQUAL_SHARES, "maxwelfare": Method.MAX_WELFARE}.get(method) or _METHODS[name],
        utility=_UTILITIES.get(utility, Utility.COST),
        completion=Completion(completion or "none"),
        ties=ties,
        reference=True,
    )


CASES = [
    (election, name, ties)
    for election in NAMES
    for name, outcome in sorted(load_outcomes(election).items())
    for ties in _TIES
    if outcome["status"] == "ok" and ties in outcome and not name.startswith(("maxwelfare", "official"))
]


def test_the_data_is_there() -> None:
    assert len(NAMES) == 45
    assert len(CASES) > 500


@pytest.mark.parametrize(("election", "name", "ties"), CASES)
def test_the_same_projects_are_selected(election: str, name: str, ties: str) -> None:
    allocation = count_election(election, make_rule(name, _TIES[ties]))
    outcome = load_outcomes(election)[name]

    assert sorted(allocation.selected) == outcome[ties]
    assert allocation.total == sum(c.cost for c in load_candidates(election) if c.id in outcome[ties])


@pytest.mark.parametrize(
    ("election", "name"),
    [(e, n) for e in NAMES for n in sorted(load_outcomes(e)) if n.startswith("maxwelfare")],
)
def test_maximum_welfare_is_as_great(election: str, name: str) -> None:
    rule = make_rule(name, TieOrder.ID)
    profile = load_profile(election, reference=True)
    votes = dict(zip(profile.projects, profile.votes(), strict=True))
    costs = {c.id: c.cost for c in load_candidates(election)}

    def welfare(selected: Sequence[str]) -> int:
        worth = costs if rule.utility is Utility.COST else dict.fromkeys(costs, 1)
        return sum(votes[project] * worth[project] for project in costs if project in selected)

    allocation = count_election(election, rule)

    assert allocation.total <= load_election(election).budget
    assert welfare(allocation.selected) == welfare(load_outcomes(election)[name]["selected"])


@pytest.mark.parametrize(
    ("election", "start", "stop", "share"),
    [
        ("Poland_Swiecie_2023", Start.FLOOR, Stop.INFEASIBLE, 662),
        ("Poland_Swiecie_2023", Start.FLOOR, Stop.EXHAUSTIVE, 646),
        ("Netherlands_Assen_2024", Start.FLOOR, Stop.INFEASIBLE, 2033),
    ],
)
def test_what_the_city_decided_is_reproduced_by_its_options(
    election: str, start: Start, stop: Stop, share: int
) -> None:
    allocation = count_election(election, CountingRule(completion=Completion.ADD1, start=start, stop=stop))

    assert sorted(allocation.selected) == load_outcomes(election)["official_equalshares_add1"]["selected"]
    assert allocation.endowment == share * 100
