"""Letters are as high as EN 301 549 asks, by its own arithmetic and that of the design."""

from math import atan, degrees

import pytest

from pb.main.kiosk.sizes import CAPITAL_SHARE, measure

SCREENS = [
    pytest.param(531, 299, 600, 1920, 40, id="24 inches at 0.6 m"),
    pytest.param(708, 398, 1500, 1920, 75, id="32 inches at 1.5 m"),
    pytest.param(1218, 685, 2000, 1920, 58, id="55 inches at 2 m"),
    pytest.param(1218, 685, 3000, 1920, 88, id="55 inches at 3 m"),
    pytest.param(685, 1218, 3000, 1080, 88, id="55 inches upright at 3 m"),
]


@pytest.mark.parametrize(("width", "height", "distance", "pixels", "expected"), SCREENS)
def test_capital_is_seen_at_seven_tenths_of_a_degree(
    width: int, height: int, distance: int, pixels: int, expected: int
) -> None:
    sizes = measure(width, height, distance)
    assert degrees(atan(sizes.type_mm * CAPITAL_SHARE / distance)) == pytest.approx(0.7)
    assert sizes.type_vw * pixels / 100 == pytest.approx(expected, abs=0.8)


@pytest.mark.parametrize(("distance", "height"), [(1000, 12.2), (2000, 24.4), (3000, 36.7)])
def test_capital_height_is_that_of_the_standards_table(distance: int, height: float) -> None:
    assert measure(1218, 685, distance).capital_mm == pytest.approx(height, abs=0.05)


@pytest.mark.parametrize(("width", "distance", "least"), [(531, 600, 60), (1218, 2000, 200)])
def test_code_is_sixty_millimetres_or_a_tenth_of_the_distance(width: int, distance: int, least: int) -> None:
    sizes = measure(width, width * 9 // 16, distance)
    assert sizes.code_mm == pytest.approx(least, abs=0.5) or sizes.code_mm == 0.22 * (width * 9 // 16)
    assert sizes.code_vw * width / 100 >= 60


def test_fewer_letters_fit_from_farther_away() -> None:
    near, far = measure(1218, 685, 2000), measure(1218, 685, 3000)
    assert near.columns > far.columns
    assert near.rows > far.rows
