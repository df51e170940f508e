"""The supporters of each project as the runs of equal shares need them: as floats, and thinned out as money runs dry.

A project's `Backers` only ever lose members who have nothing left in any lane, so every sum over them stays what it was.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voting.core.counting.pot import Pot

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]

UNIT = 2.0**-53
"""The largest relative error of one operation on floats (IEEE 754 binary64, rounding to nearest)."""


@dataclass(frozen=True, slots=True, eq=False)
class Backers:
    """Ballot types that name a project; `weights` voters cast each, giving it `points` (None: one).

    `weighted_points` is weights * points (None: one each). `most_points` is the most one voter gives. `voters` and
    `all_points` are sums over all of them.
    """

    types: Indices
    weights: Floats | None
    points: Floats | None
    weighted_points: Floats | None
    most_points: float
    voters: float
    all_points: float

    def keep(self, mask: NDArray[np.bool_] | NDArray[np.int64]) -> "Backers":
        """Return those where ``mask`` holds, or those at the given places."""
        return make_backers(
            self.types[mask],
            None if self.weights is None else self.weights[mask],
            None if self.points is None else self.points[mask],
        )

    def sum_money(self, amounts: Floats) -> Floats:
        """Return for every lane the sum of weights * amounts (types down, lanes across)."""
        return _weigh(self.weights, amounts)

    def sum_money_where(self, mask: Floats, amounts: Floats) -> Floats:
        """Return for every lane the sum of weights * ``mask`` * amounts."""
        if self.weights is None:
            return np.asarray(np.einsum("tl,tl->l", mask, amounts))
        return np.asarray(np.einsum("t,tl,tl->l", self.weights, mask, amounts))

    def sum_points(self, mask: Floats) -> Floats:
        """Return for every lane the sum of weights * points * ``mask``."""
        return _weigh(self.weighted_points, mask)

    def price_of(self, rate: Floats) -> Floats:
        """Return what each type pays at each lane's ``rate`` per point; broadcasts against types x lanes."""
        return rate if self.points is None else self.points[:, None] * rate

    def rounding(self, lanes: int) -> float:
        """Return a bound on the relative rounding error of `sum_money` and `sum_points` over non-negative numbers.

        A product and a sum in any order is within n + 1 roundings; an unweighted sum of a single lane is added
        pairwise by numpy in blocks of 128, which is within 20 + log2 n.
        """
        count = len(self.types)
        if self.weights is None and lanes == 1:
            return (20 + count.bit_length()) * UNIT * 1.01
        return (count + 2) * UNIT * 1.01


def _weigh(weights: Floats | None, amounts: Floats) -> Floats:
    if weights is None:
        return np.asarray(amounts.sum(axis=0))
    # Not the matrix product: its threads cost more here than they bring.
    return np.asarray(np.einsum("t,tl->l", weights, amounts))


def make_backers(types: Indices, weights: Floats | None, points: Floats | None) -> Backers:
    """Return backers with their sums."""
    both = weights if points is None else points if weights is None else weights * points
    most = 1.0 if points is None or not len(points) else float(points.max())
    voters = float(len(types)) if weights is None else float(weights.sum())
    all_points = float(len(types)) if both is None else float(both.sum())
    return Backers(types, weights, points, both, most, voters, all_points)


def gather_backers(pot: Pot) -> list[Backers]:
    """Return the backers of every project of the pot."""
    profile = pot.profile
    weights = None if profile.weights is None else profile.weights.astype(np.float64)
    fields = []
    for project in range(len(pot.candidates)):
        types = profile.supporters_of(project)
        weight = None if weights is None else weights[types]
        given = profile.points_of(project)
        points = None if given is None else given.astype(np.float64)
        fields.append(make_backers(types, weight, points))
    return fields
