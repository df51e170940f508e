"""Every counting rule once more, slow and plain: Fractions, lists and loops, and nothing shared with the fast ones.

Read beside the papers, these are the definition; the fast rules have to agree with them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Marks = dict[int, int]


@dataclass(frozen=True)
class Plain:
    """An election: the cost of every project, distinct ballots (points by project) with their voters, places in ties."""

    costs: Sequence[int]
    ballots: Sequence[Marks]
    voters: Sequence[int]
    rank: Sequence[int]

    def support(self, project: int) -> int:
        """Return a project's points in all."""
        return sum(n * marks.get(project, 0) for marks, n in zip(self.ballots, self.voters, strict=True))


def plain_greedy(
    election: Plain, budget: int, per_cost: bool, skip: bool = True, among: Sequence[int] | None = None
) -> list[int]:
    """Fund by falling support (per cost) what fits."""

    def key(project: int) -> tuple[Fraction, int]:
        support = Fraction(election.support(project), election.costs[project] if per_cost else 1)
        return -support, election.rank[project]

    chosen: list[int] = []
    for project in sorted(range(len(election.costs)) if among is None else among, key=key):
        if election.support(project) == 0:
            continue
        if election.costs[project] <= budget:
            chosen.append(project)
            budget -= election.costs[project]
        elif not skip:
            break
    return chosen


def plain_shares(election: Plain, share: Fraction, worth: Callable[[int], int]) -> list[tuple[int, Fraction]]:
    """Run equal shares; return the purchases with the price of a point."""
    left = [share for _ in election.ballots]
    prices: dict[int, Fraction | None] = {}
    bought: list[tuple[int, Fraction]] = []
    open_projects = set(range(len(election.costs)))
    while True:
        for project in open_projects - prices.keys():
            prices[project] = _plain_price(election, project, left)
        options = [
            (price / worth(project), election.rank[project], project, price)
            for project in open_projects
            if (price := prices[project]) is not None
        ]
        if not options:
            return bought
        _, _, project, price = min(options)
        bought.append((project, price))
        open_projects.remove(project)
        for i, marks in enumerate(election.ballots):
            if project in marks and left[i]:
                left[i] = max(Fraction(0), left[i] - price * marks[project])
                for other in marks:
                    prices.pop(other, None)


def _plain_price(election: Plain, project: int, left: Sequence[Fraction]) -> Fraction | None:
    """Fill up from the poorest: the price at which those who can pay it and all the rest of the others make the cost."""
    points = {i: marks[project] for i, marks in enumerate(election.ballots) if project in marks}
    missing = Fraction(election.costs[project])
    wealth = sum(points[i] * election.voters[i] for i in points)
    for i in sorted(points, key=lambda i: left[i] / points[i]):
        price = missing / wealth
        if left[i] >= price * points[i]:
            return price
        missing -= left[i] * election.voters[i]
        wealth -= points[i] * election.voters[i]
    return None


def plain_add1(
    election: Plain, budget: int, start: Fraction, step: int, worth: Callable[[int], int], exhaustive: bool
) -> tuple[list[int], Fraction]:
    """Raise the share by ``step`` until nothing more fits (if ``exhaustive``) or the next outcome costs too much."""
    last: tuple[list[int], Fraction] = ([], start)
    share = start
    while True:
        chosen = [project for project, _ in plain_shares(election, share, worth)]
        spent = sum(election.costs[project] for project in chosen)
        if spent > budget:
            return last
        last = chosen, share
        rest = [
            cost
            for project, cost in enumerate(election.costs)
            if project not in chosen and election.support(project)
        ]
        if not rest or (exhaustive and min(rest) > budget - spent):
            return last
        share += step


def plain_phragmen(election: Plain, budget: int) -> list[int]:
    """Buy what leads to the least load until the next doesn't fit."""
    loads = [Fraction(0) for _ in election.ballots]
    chosen: list[int] = []
    fitting = [project for project, cost in enumerate(election.costs) if cost <= budget]
    while True:
        options = []
        for project in fitting:
            backers = [i for i, marks in enumerate(election.ballots) if project in marks]
            if project not in chosen and backers:
                heads = sum(election.voters[i] for i in backers)
                carried = sum(
                    (loads[i] * election.voters[i] for i in backers), Fraction(election.costs[project])
                )
                options.append((carried / heads, election.rank[project], project, backers))
        if not options:
            return chosen
        load, _, project, backers = min(options)
        if election.costs[project] > budget:
            return chosen
        chosen.append(project)
        budget -= election.costs[project]
        for i in backers:
            loads[i] = load


def plain_welfare(election: Plain, budget: int, worth: Callable[[int], int]) -> int:
    """Return the greatest total utility of any affordable set, by trying all."""
    projects = range(len(election.costs))
    values = [election.support(project) * worth(project) for project in projects]
    return max(
        sum(values[p] for p in chosen)
        for size in range(len(election.costs) + 1)
        for chosen in combinations(projects, size)
        if sum(election.costs[p] for p in chosen) <= budget
    )
