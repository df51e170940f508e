"""A route is read a stop a line and drawn with north up; what is missing of an event is told by field."""

import re
from dataclasses import replace

import pytest

from pb.kernel.language import Language, LocalizedText
from proposals.core.events import (
    Access,
    EventKind,
    Meeting,
    Stop,
    check_meeting,
    draw_route,
    parse_stops,
    write_stops,
)
from tests.support.cycles import DAY, START

BOTH = (Language.FI, Language.SV)
ROUTE = """Tori; 61.6885, 27.2721
Koulun piha
Satama; 61.6850, 27.2800"""
WALK = Meeting(
    EventKind.WALK,
    LocalizedText("Kävely rantaan", "Promenad till stranden"),
    LocalizedText(),
    "Tori",
    "Kauppakatu 1",
    START,
    START + DAY / 12,
    Access(step_free=True),
    parse_stops(ROUTE),
)


def test_route_is_read_and_written_alike() -> None:
    assert [stop.name for stop in WALK.stops] == ["Tori", "Koulun piha", "Satama"]
    assert WALK.stops[0].point == (61.6885, 27.2721)
    assert WALK.stops[1].point is None
    assert parse_stops(write_stops(WALK.stops)) == WALK.stops
    assert parse_stops("\n \n") == ()


@pytest.mark.parametrize(
    "line", ["Tori; 61", "Tori; 99, 27", "; 61, 27", "Tori; x, y", "Tori; 61, 27, 3", "x" * 121]
)
def test_stop_that_cannot_be_read_is_refused_by_its_line(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line)):
        parse_stops(line)


def test_route_is_drawn_to_scale_with_north_up() -> None:
    drawn = draw_route(WALK.stops)
    assert [place for place, _, _ in drawn] == [1, 3]
    (_, x, y), (_, far_x, far_y) = drawn
    assert far_x > x, "the harbour lies east"
    assert far_y > y, "and south, which is down"
    # At 61.7 degrees a degree of longitude is 0.474 of a degree of latitude: 0.0079 * 0.474 = 0.00375 against 0.0035.
    assert (far_x - x) / (far_y - y) == pytest.approx(0.00375 / 0.0035, rel=0.02)
    assert all(90 <= along <= 910 for _, *point in drawn for along in point)


def test_route_without_two_points_is_not_drawn() -> None:
    assert draw_route((Stop("Tori", (61.0, 27.0)), Stop("Koulu"))) == ()
    same = draw_route((Stop("Tori", (61.0, 27.0)), Stop("Tori", (61.0, 27.0))))
    assert [point for _, *point in same] == [[500, 500], [500, 500]]


def test_event_needs_its_names_an_end_and_a_language() -> None:
    assert check_meeting(WALK, BOTH) == {}
    faulty = replace(
        WALK,
        title=LocalizedText("Kävely"),
        ends_at=START,
        access=Access(languages=()),
        stops=(Stop("Tori"),) * 21,
    )
    assert set(check_meeting(faulty, BOTH)) == {"title_sv", "ends_at", "languages", "stops"}
