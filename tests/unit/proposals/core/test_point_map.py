"""Points that lie together become one mark: none is lost, none is told twice, and no two marks touch."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.core.place import MapFrame, Point
from proposals.core.point_map import ROOM, SMALLEST, Spot, View, gather, parse_view, whole_view

CITY = View(61.72, 27.2, 61.66, 27.33)
POINTS = st.builds(Point, st.floats(61.65, 61.73), st.floats(27.19, 27.34))
SPOTS = st.lists(POINTS, max_size=60).map(
    lambda points: [Spot(number, point) for number, point in enumerate(points, 1)]
)


def side(view: View) -> tuple[float, float]:
    return view.north - view.south, view.east - view.west


@given(SPOTS)
def test_every_spot_in_view_is_in_exactly_one_mark(spots: list[Spot]) -> None:
    told = [spot for mark in gather(spots, CITY) for spot in mark.spots]
    assert sorted(told, key=lambda spot: spot.number) == [spot for spot in spots if CITY.holds(spot.point)]


@given(SPOTS)
def test_no_two_marks_touch(spots: list[Spot]) -> None:
    marks = gather(spots, CITY)
    reach = ROOM * min(side(CITY)[0], side(CITY)[1] * CITY.stretch)
    for index, one in enumerate(marks):
        for other in marks[:index]:
            apart = hypot(
                one.point.latitude - other.point.latitude,
                (one.point.longitude - other.point.longitude) * CITY.stretch,
            )
            assert apart >= reach * 0.999


@given(SPOTS)
def test_nearer_view_of_a_mark_shows_all_of_it_and_comes_to_an_end(spots: list[Spot]) -> None:
    for mark in gather(spots, CITY):
        view = mark.frame(CITY)
        assert all(view.holds(spot.point) for spot in mark.spots)
        assert side(view)[0] >= SMALLEST * 0.999
        if len(mark.spots) > 1 and side(view)[0] > SMALLEST * 4:
            assert len(gather(mark.spots, view)) > 1, "whoever looks closer sees them apart"


@given(POINTS, st.floats(0.01, 3))
def test_view_moved_into_the_whole_stays_in_it(point: Point, factor: float) -> None:
    height, width = (half * factor / 2 for half in side(CITY))
    view = View(
        point.latitude + height, point.longitude - width, point.latitude - height, point.longitude + width
    ).within(CITY)
    assert CITY.south <= view.south < view.north <= CITY.north
    assert CITY.west <= view.west < view.east <= CITY.east


def test_view_is_read_as_it_is_written() -> None:
    view = parse_view(str(CITY))
    assert view is not None
    assert str(view) == str(CITY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "61.72",
        "61.7,27.2,61.8,27.3",
        "61.7,27.3,61.6,27.2",
        "a,b,c,d",
        "91,0,0,1",
        "61.7,27.2,61.6,27.3,1",
    ],
)
def test_what_is_no_view_is_none(text: str) -> None:
    assert parse_view(text) is None


def test_tiny_view_is_widened_so_that_something_is_seen() -> None:
    view = parse_view("61.70001,27.20000,61.70000,27.20001")
    assert view is not None
    assert side(view) == pytest.approx((SMALLEST, SMALLEST))


def test_view_keeps_its_shape_however_far_it_is_scaled() -> None:
    height, width = side(CITY.scale(1e-9))
    assert height == pytest.approx(SMALLEST)
    assert width / height == pytest.approx(side(CITY)[1] / side(CITY)[0])


def test_sketch_without_a_place_has_no_view() -> None:
    assert whole_view(MapFrame()) is None
    assert whole_view(MapFrame("61.72, 27.2", "61.66, 27.33")) == CITY
