"""What a losing project would have needed: a lower cost, or more supporters. Answers are tried out by counting again.

The measures are those of Boehmer and others (IJCAI 2024): cost reduction, and adding voters who name only this project.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.explain.inputs import Counted
from voting.core.explain.replay import replay_purchases, weigh, worth_of

_UNIT = 100


@dataclass(frozen=True, slots=True)
class CheaperBy:
    """The greatest cost found at which the project wins. `verified`: a recount has funded it at that cost."""

    cost: Cents
    by: Cents
    verified: bool


@dataclass(frozen=True, slots=True)
class MoreSupporters:
    """The fewest further voters, each naming only this project, with which it wins.

    `verified`: a recount funded it with that many, and another did not with one fewer.
    """

    voters: int
    verified: bool


def find_cheaper(counted: Counted, project: ProjectId) -> CheaperBy | None:
    """Return how much cheaper the project would have had to be, in whole units of money; None if no cost would do."""
    cost = counted.candidates[counted.place_of(project)].cost
    guess = _estimate_cost(counted, project) // _UNIT
    high = -(-cost // _UNIT)
    won = _bracket(
        lambda units: project in counted.recount_at_cost(project, Cents(units * _UNIT)).selected,
        lowest=1,
        guess=min(max(guess, 1), high - 1),
        highest=high - 1,
    )
    if won is None:
        return None
    return CheaperBy(Cents(won * _UNIT), Cents(cost - won * _UNIT), verified=True)


def find_more_supporters(counted: Counted, project: ProjectId) -> MoreSupporters | None:
    """Return how many more voters for this project alone would have made it win; None if ten times all would not."""
    estimate = _estimate_voters(counted, project)
    most = 10 * counted.allocation.voters

    def loses(voters: int) -> bool:
        return project not in counted.recount_with_more(project, voters).selected

    # The greatest number that still loses, plus one.
    lost = _bracket(loses, lowest=0, guess=min(estimate, most), highest=most)
    if lost is None or lost >= most:
        return None
    return MoreSupporters(lost + 1, verified=True)


def _bracket(holds: Callable[[int], bool], lowest: int, guess: int, highest: int) -> int | None:
    """Return a number at which ``holds`` and above which it doesn't, searched outwards from ``guess``.

    None when it doesn't hold at ``lowest`` either. Where ``holds`` changes more than once, it is one of the changes.
    """
    tried: dict[int, bool] = {}

    def check(number: int) -> bool:
        if number not in tried:
            tried[number] = holds(number)
        return tried[number]

    step, at = 1, guess
    if check(at):
        while at < highest and check(min(highest, at + step)):
            at, step = min(highest, at + step), step * 4
        good, bad = at, min(highest, at + step)
    else:
        bad = at
        while at > lowest and not check(max(lowest, at - step)):
            at, step = max(lowest, at - step), step * 4
            bad = at
        good = max(lowest, at - step)
        if not check(good):
            return None
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if check(middle) else (good, middle)
    return good


def _estimate_cost(counted: Counted, project: ProjectId) -> int:
    """Return about the greatest cost at which the project would have been bought in some round."""
    if counted.allocation.certificate is None:
        return int(counted.allocation.leftover)
    place = counted.place_of(project)
    profile = counted.support_profile
    types, points = profile.supporters_of(place), profile.points_of(place)
    each = np.ones(len(types)) if points is None else points.astype(np.float64)
    voters = weigh(counted, types)
    cost = counted.candidates[place].cost
    scales = worth_of(counted, place) == cost and cost != 1
    best = 0.0
    for step in replay_purchases(counted):
        limits = step.balances[types]
        low, high = 0.0, float(cost)
        for _ in range(40):
            middle = (low + high) / 2
            most = step.key * (middle if scales else 1.0)
            enough = float(np.minimum(limits, most * each) @ voters) >= middle
            low, high = (middle, high) if enough else (low, middle)
        best = max(best, low)
    return int(best)


def _estimate_voters(counted: Counted, project: ProjectId) -> int:
    """Return about how many shares are missing for the project at the share of the count."""
    place = counted.place_of(project)
    endowment = counted.allocation.endowment
    if endowment is None or counted.allocation.certificate is None:
        votes = counted.support_profile.scores()
        funded = [votes[counted.place_of(other)] for other in counted.allocation.selected]
        return max(1, min(funded, default=1) - votes[place])
    types = counted.support_profile.supporters_of(place)
    voters = weigh(counted, types)
    left = max(
        float(np.asarray(step.balances[types]) @ voters)
        for step in replay_purchases(counted)
        if step.project < 0
    )
    return max(1, round((counted.candidates[place].cost - left) / float(endowment)))
