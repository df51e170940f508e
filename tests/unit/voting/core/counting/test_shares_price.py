"""The price that a project's supporters pay is found in bounded time, however near it somebody's money is."""

import numpy as np
import pytest

from voting.core.counting.shares_field import UNIT, make_backers
from voting.core.counting.shares_price import find_prices

NEAR = [
    # The third has just the price, and rounding makes them now poor, now not.
    (100.0, [3, 3, 2, 2, 1], [414.1666666666667, 447.5, 18.18181818181818, 414.1666666666667, 447.5]),
    (
        100.0,
        [1, 1, 3, 2, 2, 3, 2],
        [239.0, 205.66666666666666, 21.428571428571427, 205.66666666666669, 239, 239, 179],
    ),
]


@pytest.mark.parametrize(("cost", "points", "money"), NEAR)
@pytest.mark.parametrize("lanes", [1, 2])
@pytest.mark.timeout(20)
def test_money_at_the_price_ends_and_is_told_to_be_near(
    cost: float, points: list[int], money: list[float], lanes: int
) -> None:
    given = np.array(points, dtype=np.float64)
    backers = make_backers(np.arange(len(points), dtype=np.int32), None, given)
    share = np.full(lanes, max(money))

    found = find_prices(
        backers, np.repeat(np.array(money)[:, None], lanes, axis=1), cost, share * 2 * UNIT, share
    )

    assert found.near.all(), "floats can't tell whether the third pays in full"
    assert found.rate == pytest.approx(cost / sum(points))
