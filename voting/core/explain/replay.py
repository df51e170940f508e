"""A run of equal shares played forward from its exact prices, for pictures and sentences (not for decisions).

Balances are floats from correctly rounded prices: good to about fifteen digits, which is more than any text shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voting.core.counting.rule import Utility
from voting.core.explain.inputs import Counted

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One purchase: its project's index, its price a point and a unit of utility, and all balances before it.

    The last step of a replay is the end: `project` is -1, both prices are infinite.
    """

    project: int
    price: float
    key: float
    balances: Floats


def replay_purchases(counted: Counted) -> Iterator[Step]:
    """Yield every purchase in order, then the end. ``balances`` may not be kept: the next step changes it.

    Raises ValueError for a count that has no certificate.
    """
    certificate = counted.allocation.certificate
    if certificate is None:
        raise ValueError("the count has no prices")
    profile = counted.support_profile
    balances = np.full(profile.types, float(certificate.endowment))
    for purchase in certificate.purchases:
        project = counted.place_of(purchase.project)
        price = float(purchase.price)
        yield Step(project, price, price / worth_of(counted, project), balances)
        types, points = profile.supporters_of(project), profile.points_of(project)
        balances[types] = np.maximum(balances[types] - price * (1 if points is None else points), 0.0)
    yield Step(-1, np.inf, np.inf, balances)


def worth_of(counted: Counted, project: int) -> int:
    """Return what one point for a project is worth under the rule's utility."""
    times_cost = counted.allocation.rule.utility in (Utility.COST, Utility.POINTS_COST)
    return counted.candidates[project].cost if times_cost else 1


def weigh(counted: Counted, types: NDArray[np.int32]) -> Floats:
    """Return how many voters cast each of the ballot types ``types``."""
    weights = counted.profile.weights
    return np.ones(len(types)) if weights is None else weights[types].astype(np.float64)
