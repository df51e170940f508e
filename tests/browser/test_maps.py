"""Maps in a real browser: narrowed and moved; a point chosen by finger, keys and device; a map server's tiles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pb.kernel.clock import SetClock
from pb.main.app import create_app
from pb.main.settings import Settings
from tests.support.accessibility import require_accessible
from tests.support.cycles import DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.keyboard import press, tab_to
from tests.support.live_server import serve
from tests.support.maps import place_round
from tests.support.proposals import BENCHES, send, start_round
from tests.support.tile_server import serve_tiles
from tests.support.town import Town
from tests.support.windows import PHONE, open_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("maps")]


@pytest.fixture
def page(browser: Browser, town: Town) -> Iterator[Page]:
    """A telephone of somebody who has never been here; in the end its browser may not have complained."""
    window = open_window(browser, town.address, PHONE)
    yield window.page
    window.close()
    assert window.complaints == []


def begin_where(page: Page, town: Town, language: str = "fi") -> None:
    page.goto(f"/{language}/cycles/{town.told.proposing}/propose/write/what")
    page.locator("#f-title").fill("Kiikku")
    page.locator("#f-text").fill("Kiikku rantaan.")
    page.locator("button[value=continue]").click()
    page.locator("#f-why").fill("Koska.")
    page.locator("button[value=continue]").click()
    expect(page.locator("[data-ground]")).to_be_visible()


def test_mark_of_several_brings_them_nearer_and_the_list_follows(page: Page, town: Town) -> None:
    page.goto(f"/sv/cycles/{town.told.proposing}/proposals/map")
    expect(page.locator("svg.sketch")).to_be_hidden()
    many = page.locator(".map-mark.many").first
    expect(many).to_have_attribute("aria-label", "2 förslag här, titta närmare")
    require_accessible(page)
    press(page, many)
    expect(page.locator("#found")).to_have_text("2 förslag på den här delen av kartan")
    expect(page.locator(".map-mark")).to_have_count(2)
    page.wait_for_url("**/map?view=*")
    assert page.evaluate("document.querySelector('[data-ground]').contains(document.activeElement)"), (
        "whoever uses keys keeps their place"
    )
    # A filter keeps the part that is looked at, and the map shows what is left of it.
    page.locator("#f-words").fill("piano")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_have_text("1 förslag på den här delen av kartan")
    expect(page.locator(".map-mark")).to_have_count(1)
    press(page, page.get_by_role("button", name="Nr 1 Ett piano"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ett piano på busstationen")


def test_turned_telephone_shows_the_whole_again(page: Page, town: Town) -> None:
    page.goto(f"/en/cycles/{town.told.proposing}/proposals/map")
    total = page.locator("#found").inner_text()
    page.set_viewport_size({"width": 640, "height": 320})
    page.wait_for_url("**/map?view=*")
    expect(page.locator("#found")).to_have_text(total)
    expect(page.locator(".leaflet-control-zoom-out")).not_to_have_attribute("aria-disabled", "true")


def test_map_that_can_not_be_read_again_keeps_its_marks_and_says_so(page: Page, town: Town) -> None:
    page.goto(f"/fi/cycles/{town.told.proposing}/proposals/map")
    marks = page.locator(".map-mark")
    before = marks.count()
    assert before > 1
    page.route(
        "**/proposals/map?*", lambda route: route.fulfill(status=200, body="a page of some other server")
    )
    page.locator(".leaflet-control-zoom-in").click()
    expect(page.locator("#announcer")).to_contain_text("Karttaa ei voitu lukea uudelleen.")
    assert marks.count() == before


def test_point_is_chosen_by_pressing_the_map_and_found_again(page: Page, town: Town) -> None:
    begin_where(page, town)
    require_accessible(page)
    ground = page.locator("[data-ground]")
    ground.click(position={"x": 150, "y": 120})
    field = page.locator("#f-point")
    chosen = field.input_value()
    assert chosen.startswith("61.")
    expect(page.locator("[data-said]")).to_have_text(f"Kohta on nyt {chosen}.")
    page.get_by_label("Metsäkulma").check()
    page.locator("button[value=continue]").click()
    page.wait_for_url(lambda url: "/write/where" not in url)
    page.go_back()
    expect(field).to_have_value(chosen)
    expect(page.locator(".map-mark.chosen")).to_be_visible()
    page.get_by_role("button", name="Poista kohta").click()
    expect(field).to_have_value("")
    expect(page.locator(".map-mark.chosen")).to_have_count(0)


def move(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(500)  # the map glides for a quarter of a second


def test_point_is_chosen_with_keys_alone(page: Page, town: Town) -> None:
    begin_where(page, town)
    tab_to(page, page.locator("[data-ground]"))
    move(page, "+")
    move(page, "ArrowUp")
    press(page, page.get_by_role("button", name="Merkitse kohta ristin kohdalle"))
    first = page.locator("#f-point").input_value()
    assert first.startswith("61.")
    tab_to(page, page.locator("[data-ground]"), "Shift+Tab")
    move(page, "ArrowDown")
    move(page, "ArrowDown")
    press(page, page.get_by_role("button", name="Merkitse kohta ristin kohdalle"))
    assert page.locator("#f-point").input_value() < first, "farther south"


@pytest.mark.parametrize(
    ("latitude", "told"),
    [(61.69, "Kohta on nyt 61.69000, 27.25000."), (60.17, "Et ole tämän kartan alueella.")],
)
def test_point_is_where_the_device_is(page: Page, town: Town, latitude: float, told: str) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": latitude, "longitude": 27.25})
    begin_where(page, town)
    page.get_by_role("button", name="Käytä sijaintiani").click()
    expect(page.locator("[data-said]")).to_have_text(told)


def test_device_that_does_not_tell_is_no_dead_end(page: Page, town: Town) -> None:
    begin_where(page, town, "en")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator("[data-said]")).to_contain_text("Press the place on the map instead.")


def test_tiles_come_from_the_server_that_the_city_names(
    browser: Browser, migrated_sqlite: Path, tmp_path: Path
) -> None:
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_database(url) as database, serve_tiles() as tiles:
        start_round(database)
        place_round(database)
        send(database, replace(BENCHES, point="61.69, 27.25"))
        settings = Settings(
            database_url=url,
            secret_file=str(tmp_path / "secret.key"),
            tiles=tiles.address,
            tiles_credit="<b>City survey</b>",
        )
        with serve(create_app(settings, SetClock(START + DAY), with_calendar=False)) as server:
            window = open_window(browser, f"http://127.0.0.1:{server.port}", PHONE)
            window.page.goto("/en/cycles/2027/proposals/map")
            expect(window.page.locator("img.leaflet-tile-loaded").first).to_be_visible()
            expect(window.page.locator(".leaflet-control-attribution")).to_have_text("<b>City survey</b>")
            require_accessible(window.page)
            window.page.goto("/en/cycles/2027/proposals")
            window.close()
        asked = [line for line in window.complaints if " asks " in line]
        assert window.complaints == asked, "the page's policy lets the tiles through"
        assert len(asked) == len(tiles.asked) > 0
