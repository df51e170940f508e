"""The price at which a project's supporters can pay for it: the richer pay it in full, the poorer give all they have.

Two forms of one calculation: for a single lane, and for many lanes as a matrix. Both start from the price that all could
share and raise it by those who can't pay. The price only rises, so who was poor stays poor and it ends. A rounding may
lower it again by a last digit: who then seems rich enough again is not believed, and is `near`, so looked at exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voting.core.counting.shares_field import UNIT, Backers, Floats

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """For every lane: the price of a point, the points of those who can pay it, the number of the poorer.

    `error` bounds how far the price can be off, given that `slack` bounds the balances; `near` is true where a
    supporter is so near the price that floats can't tell on which side, or where nobody can pay in full.
    """

    rate: Floats
    points: Floats
    poor_voters: Floats
    error: Floats
    near: Flags


def find_prices(backers: Backers, balances: Floats, cost: float, slack: Floats, share: Floats) -> Prices:
    """Find the prices in all lanes (columns of ``balances``), in each of which the money suffices."""
    lanes = balances.shape[1]
    if lanes == 1:
        rate, points, poor = _fill_one(backers, balances[:, 0], cost)
    else:
        rate, points, poor = _fill_many(backers, balances, cost)
    counted = np.maximum(points, 1.0)
    # See docs/adr/0020-exact-counting.md: the balances' errors, and the rounding of the sums and of the division.
    error = (poor * slack + 3 * (backers.rounding(lanes) + UNIT) * cost) / counted + 4 * UNIT * rate
    width = slack + backers.most_points * error + 4 * UNIT * share
    pay = backers.price_of(rate)
    near = (balances > pay - width) & (balances < pay + width)
    return Prices(rate, points, poor, error, near.any(axis=0) | (points == 0))


def _fill_one(backers: Backers, balances: Floats, cost: float) -> tuple[Floats, Floats, Floats]:
    points, given = backers.all_points, 0.0
    weights, both = backers.weights, backers.weighted_points
    poor_count, poor = 0, np.empty(0, dtype=np.int64)
    while True:
        rate = (cost - given) / points
        below = balances < (rate if backers.points is None else backers.points * rate)
        now = int(np.count_nonzero(below))
        if now <= poor_count:
            break
        poor_count, poor = now, np.flatnonzero(below)
        had = balances[poor]
        given = float(had.sum() if weights is None else (weights[poor] * had).sum())
        points = backers.all_points - float(now if both is None else both[poor].sum())
        if points <= 0:
            break
    poor_voters = float(poor_count if weights is None else weights[poor].sum())
    return np.array([rate]), np.array([points]), np.array([poor_voters])


def _fill_many(backers: Backers, balances: Floats, cost: float) -> tuple[Floats, Floats, Floats]:
    alive = (balances > 0).astype(np.float64)
    points = backers.sum_points(alive)
    rate = cost / np.maximum(points, 1.0)
    while True:
        poor = (balances < backers.price_of(rate)).astype(np.float64)
        remaining = backers.all_points - backers.sum_points(poor)
        going = (remaining < points) & (remaining > 0)
        points = remaining
        if not going.any():
            return rate, points, backers.sum_money(poor * alive)
        rate = np.where(
            going, (cost - backers.sum_money_where(poor, balances)) / np.maximum(points, 1.0), rate
        )
