"""Sequential Phragmen: buy next what makes the heaviest loaded of its supporters carry least.

A purchase's cost is spread so that all its supporters end with the same load. So a voter's load is always that of the
last purchase they took part in, and the loads of any set of voters add up from counts and a few exact fractions.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from voting.core.counting.allocation import Allocation, Fate
from voting.core.counting.greedy import fund_greedily
from voting.core.counting.pot import Pot
from voting.core.counting.protocol import Protocol
from voting.core.counting.rule import Completion
from voting.core.counting.shares_field import UNIT, gather_backers

_PHASE = "phragmen"


def count_by_phragmen(pot: Pot) -> Allocation:
    """Count by sequential Phragmen; it ends at the first project in turn that the money left doesn't cover."""
    protocol = Protocol(pot)
    loads = _Loads(pot)
    while loads.open and (tied := loads.find_least()):
        costs = [pot.candidates[project].cost for project in tied]
        # The reference library ends when any of the tied projects doesn't fit, not only the one whose turn it is.
        if (max(costs) if pot.rule.reference else costs[0]) > protocol.left:
            break
        if len(tied) > 1:
            protocol.note_tie(tied, len(protocol.rounds) + 1)
        key = loads.load_of(tied[0])
        protocol.decide(_PHASE, tied[0], Fate.FUNDED, key or Fraction(), key)
        if key is not None:
            loads.buy(tied[0])
        loads.open -= {tied[0], *pot.ruled_out(protocol.bought)}
    if pot.rule.completion is Completion.GREEDY:
        rest = [project for project in pot.eligible() if project not in protocol.bought]
        fund_greedily(protocol, rest, per_cost=False, phase="greedy")
        return protocol.close(Fate.DOES_NOT_FIT)
    return protocol.close(Fate.AFTER_STOP)


class _Loads:
    """Who carries how much. Keys (the load a purchase would lead to) only rise, so an old one is a lower bound."""

    def __init__(self, pot: Pot) -> None:
        self.pot = pot
        self.backers = gather_backers(pot)
        fits = [project for project in pot.eligible() if pot.candidates[project].cost <= pot.budget]
        self.open = set(fits)
        self.last: NDArray[np.int16] = np.zeros(pot.profile.types, dtype=np.int16)
        # Loads as parts of one common whole; number 0 is that of a voter who took part in nothing.
        self.parts, self.whole = [0], 1
        self.floats = np.zeros(1)
        self.low = {project: pot.candidates[project].cost / max(1, pot.votes[project]) for project in fits}

    def find_least(self) -> list[int]:
        """Return the open projects whose purchase leads to the least load, in tie order.

        Projects without a vote come when there are no others.
        """
        supported = [project for project in self.open if self.pot.votes[project]]
        if not supported:
            return sorted(self.open, key=lambda project: self.pot.tie_rank[project])
        best = np.inf
        fresh: dict[int, float] = {}
        for project in sorted(supported, key=lambda project: self.low[project]):
            if self.low[project] > best:
                break
            load, doubt = self._estimate(project)
            self.low[project] = fresh[project] = load * (1 - doubt)
            best = min(best, load * (1 + doubt))
        close = [project for project, low in fresh.items() if low <= best]
        if len(close) == 1:
            return close
        exact = {project: self.load_of(project) or Fraction() for project in close}
        least = min(exact.values())
        return sorted((p for p in close if exact[p] == least), key=lambda project: self.pot.tie_rank[project])

    def load_of(self, project: int) -> Fraction | None:
        """Return the exact load of each supporter after a purchase; None for a project without a vote."""
        votes = self.pot.votes[project]
        return Fraction(self._sum_parts(project), votes * self.whole) if votes else None

    def buy(self, project: int) -> None:
        """Let every supporter carry the same load."""
        part, votes = self._sum_parts(project), self.pot.votes[project]
        self.parts = [other * votes for other in self.parts]
        self.last[self.backers[project].types] = len(self.parts)
        self.parts.append(part)
        self.whole *= votes
        self.floats = np.array([part / self.whole for part in self.parts])

    def _sum_parts(self, project: int) -> int:
        """Return the cost and the loads of all supporters together, in parts of the whole."""
        backers = self.backers[project]
        counts = np.bincount(self.last[backers.types], weights=backers.weights, minlength=len(self.parts))
        carried = sum(int(count) * part for count, part in zip(counts, self.parts, strict=True) if count)
        return self.pot.candidates[project].cost * self.whole + carried

    def _estimate(self, project: int) -> tuple[float, float]:
        """Return the load after a purchase as a float, and a bound on its relative error."""
        backers = self.backers[project]
        carried = float(backers.sum_money(self.floats[self.last[backers.types]][:, None])[0])
        load = (self.pot.candidates[project].cost + carried) / self.pot.votes[project]
        return load, backers.rounding(1) + 8 * UNIT
