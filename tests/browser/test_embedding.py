"""A round in a frame of another site, in a real browser: it is shown, accessible, and only the frame's own page is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.accessibility import require_accessible
from tests.support.other_site import serve_page
from tests.support.pictures import show_page
from tests.support.town import Town
from tests.support.windows import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(8_000)
    yield page
    context.close()


def frame(address: str) -> str:
    return (
        f'<!doctype html><title>Elsewhere</title><iframe src="{address}" width="400" height="700"></iframe>'
    )


def test_round_is_shown_in_a_frame_of_another_site(page: Page, town: Town) -> None:
    with serve_page(frame(f"{town.address}/embed/fi/cycles/{town.told.finished}")) as elsewhere:
        page.goto(elsewhere)
        shown = page.frame_locator("iframe")
        expect(shown.get_by_role("heading", level=1)).to_be_visible()
        expect(shown.get_by_role("heading", name="Toteutetaan").first).to_be_visible()
        assert page.context.cookies() == []
        show_page(page, "embed-elsewhere", "fi", "light")


def test_other_pages_are_shown_in_no_frame(page: Page, town: Town) -> None:
    with serve_page(frame(f"{town.address}/fi/cycles/{town.told.finished}")) as elsewhere:
        page.goto(elsewhere)
        page.wait_for_timeout(500)
        assert page.frame_locator("iframe").get_by_role("heading", level=1).count() == 0


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_frame_is_accessible_and_narrow(page: Page, town: Town, language: str) -> None:
    page.set_viewport_size(PHONE)
    for cycle in (town.told.finished, town.told.voting, town.told.proposing, town.told.reviewing):
        page.goto(f"{town.address}/embed/{language}/cycles/{cycle}")
        require_accessible(page)
        assert page.evaluate(SIDEWAYS) == 0
        assert page.locator("html").get_attribute("lang") == language
        show_page(page, "embed-" + str(cycle).replace("_", "-"), language, "light")


def test_page_of_another_site_reads_the_interface(page: Page, town: Town) -> None:
    with serve_page("<!doctype html><title>Elsewhere</title>") as elsewhere:
        page.goto(elsewhere)
        read = """async address => {
            const first = await fetch(address), tag = first.headers.get("etag");
            const again = await fetch(address, { headers: { "If-None-Match": tag }, cache: "no-store" });
            return [(await first.json()).total, tag.length > 10, again.status];
        }"""
        total, has_tag, again = page.evaluate(read, f"{town.address}/api/v1/cycles")
        assert total >= 4
        assert has_tag
        assert again == 304
