"""A point on the map as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.core.place import MapFrame, Point, parse_point

MIKKELI = Point(61.6886, 27.27227)


@pytest.mark.parametrize(
    "typed",
    [
        "61.6886, 27.27227",
        "61.68860,27.27227",
        " 61,6886 27,27227 ",
        "61,6886; 27,27227",
        "+61.6886000001 27.27227",
    ],
)
def test_point_is_read_as_maps_phones_and_people_write_it(typed: str) -> None:
    assert parse_point(typed) == MIKKELI


@pytest.mark.parametrize(
    "typed",
    ["", "61.6886", "91, 27", "61, 181", "Torikatu 1", "61.6886, 27.2 x", "١, ٢x", "nan, 1", "1e3, 2"],
)
def test_what_is_no_point_is_refused(typed: str) -> None:
    assert parse_point(typed) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_written_point_is_read_back_to_a_metre(latitude: float, longitude: float) -> None:
    point = Point(round(latitude, 5), round(longitude, 5))
    assert parse_point(str(point)) == point


FRAME = MapFrame("61.72000, 27.20000", "61.66000, 27.33000")


def test_frame_finds_a_point_on_the_square_of_the_outlines() -> None:
    assert FRAME.locate(Point(61.72, 27.2)) == (0, 0)
    assert FRAME.locate(Point(61.66, 27.33)) == (1000, 1000)
    assert FRAME.locate(Point(61.69, 27.2325)) == pytest.approx((250, 500))


def test_frame_without_corners_is_sound_and_finds_nothing() -> None:
    assert MapFrame().is_sound
    with pytest.raises(ValueError, match="no place"):
        MapFrame().locate(MIKKELI)


@pytest.mark.parametrize(
    "corners",
    [
        ("61.7, 27.2", ""),
        ("61.6, 27.2", "61.7, 27.3"),
        ("61.7, 27.3", "61.6, 27.2"),
        ("61.7, 27.2", "61.6, 27.8"),
        ("62.7, 27.2", "61.7, 27.3"),
    ],
)
def test_corners_that_span_nothing_are_unsound(corners: tuple[str, str]) -> None:
    assert not MapFrame(*corners).is_sound
