"""The comparison step: the greedy outcome stands if more voters would get more of what they named from it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from voting.core.counting.allocation import Allocation
from voting.core.counting.greedy import count_greedily
from voting.core.counting.pot import Pot


def compare_with_greedy(pot: Pot, shares: Allocation) -> Allocation:
    """Return the outcome that more voters prefer, equal shares where they are as many; both numbers are kept.

    A voter prefers the outcome that funds more of the projects on their ballot.
    """
    greedy = count_greedily(pot, per_cost=False)
    by_shares, by_greedy = _gains(pot, shares.selected), _gains(pot, greedy.selected)
    voters = np.ones(pot.profile.types, np.int64) if pot.profile.weights is None else pot.profile.weights
    preferences = int(voters[by_shares > by_greedy].sum()), int(voters[by_greedy > by_shares].sum())
    return replace(greedy if preferences[1] > preferences[0] else shares, comparison=preferences)


def _gains(pot: Pot, selected: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return for every ballot type how many of its projects are selected."""
    gains = np.zeros(pot.profile.types, dtype=np.int64)
    for project, candidate in enumerate(pot.candidates):
        if candidate.id in selected:
            gains[pot.profile.supporters_of(project)] += 1
    return gains
