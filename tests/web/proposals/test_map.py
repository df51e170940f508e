"""Proposals on a map without JavaScript: marks that lead nearer, the same filters as the list, and the list in view."""

import re
from dataclasses import replace

import pytest

from tests.support.maps import place_round
from tests.support.proposals import BENCHES, send
from tests.support.visitors import Town

LIST = "/en/cycles/2027/proposals"
HERE = f"{LIST}/map"


@pytest.fixture
def mapped(town: Town) -> Town:
    """The town on the earth, with two proposals side by side, one far away, and one without a point."""
    place_round(town.database)
    for title, point, area in (
        ("Penkki", "61.7000, 27.2500", "north"),
        ("Keinu", "61.7005, 27.2510", "south"),
        ("Laituri", "61.6700, 27.3200", "north"),
        ("Ilman paikkaa", "", "north"),
    ):
        send(town.database, replace(BENCHES, title=title, point=point, area=area))
    return town


def listed(page: str) -> list[int]:
    return [int(number) for number in re.findall(rf'<h2><a href="{LIST}/(\d+)"', page)]


def test_marks_tell_how_many_and_the_list_tells_which(mapped: Town) -> None:
    page = mapped.visitor().open(HERE)
    assert 'aria-label="2 proposals here, look closer"' in page
    assert 'aria-label="No 3 Laituri"' in page
    assert "3 proposals on this part of the map" in page
    assert listed(page) == [1, 2, 3]
    assert "1 more is elsewhere or has no point on the map." in page


def test_mark_of_several_leads_to_where_they_lie_apart(mapped: Town) -> None:
    reader = mapped.visitor()
    found = re.search(r'class="mark many" href="([^"#]+)#found"', reader.open(HERE))
    assert found is not None
    page = reader.open(found[1].replace("&amp;", "&"))
    assert 'aria-label="No 1 Penkki"' in page
    assert 'aria-label="No 2 Keinu"' in page
    assert listed(page) == [1, 2]
    assert f'href="{HERE}">Whole map' in page


def test_filters_narrow_the_map_and_stay_on_the_way_to_the_list(mapped: Town) -> None:
    page = mapped.visitor().open(f"{HERE}?area=north")
    assert listed(page) == [1, 3]
    assert "look closer" not in page
    assert f'href="{LIST}?area=north"' in page
    assert f'href="{HERE}?area=north&amp;view=' in page


def test_part_of_the_map_without_proposals_says_so(mapped: Town) -> None:
    page = mapped.visitor().open(f"{HERE}?view=61.69,27.20,61.68,27.21")
    assert "No proposals on this part of the map" in page
    assert "4 more are elsewhere" in page


def test_proposal_shows_where_it_is_and_what_is_nearby(mapped: Town) -> None:
    reader = mapped.visitor()
    page = reader.open(f"{LIST}/1")
    assert "61.70000, 27.25000" in page
    found = re.search(rf'href="({HERE}\?view=[^"]+)"', page)
    assert found is not None
    assert listed(reader.open(found[1])) == [1, 2]
    assert "On the map" not in reader.open(f"{LIST}/4")


def test_drawing_of_a_large_municipality_keeps_its_circles_at_the_greatest_zoom(town: Town) -> None:
    place_round(town.database, map={"north_west": "62.05, 26.60", "south_east": "61.35, 27.98"})
    send(town.database, replace(BENCHES, point="61.70000, 27.29000"))
    page = town.visitor().open(f"{HERE}?view=61.70001,27.28999,61.69999,27.29001")
    (radius,) = re.findall(r'<circle cx="[^"]+" cy="[^"]+" r="([^"]+)"', page)
    box = [float(part) for part in re.findall(r'class="sketch" viewBox="([^"]+)"', page)[0].split()]
    assert 0.03 * min(box[2:]) < float(radius) < 0.06 * min(box[2:])


@pytest.mark.parametrize("view", ["x", "1,2,3", "61.7,27.2,61.8,27.3", "9" * 100])
def test_address_that_is_no_part_of_the_map_shows_the_whole(mapped: Town, view: str) -> None:
    assert listed(mapped.visitor().open(f"{HERE}?view={view}")) == [1, 2, 3]


def test_list_leads_to_the_map_and_a_round_without_one_has_none(mapped: Town, town: Town) -> None:
    assert f'href="{HERE}"' in mapped.visitor().open(LIST)
    place_round(town.database, map={})
    assert f'href="{HERE}"' not in town.visitor().open(LIST)
    assert town.visitor().try_open(HERE) == 404


def test_only_where_a_point_is_asked_for_may_the_page_ask_the_device(mapped: Town) -> None:
    writer = mapped.visitor()
    begin = "/en/cycles/2027/propose/write/"
    assert "geolocation=()" in writer.request("GET", f"{begin}what").headers["permissions-policy"]
    writer.open(f"{begin}what")
    writer.send({"title": "Penkki", "text": "Penkki rantaan."})
    writer.send({"why": "Syy."})
    assert "Use my location" in writer.page
    assert "geolocation=(self)" in writer.request("GET", f"{begin}where").headers["permissions-policy"]
