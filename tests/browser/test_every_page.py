"""Every page, in every language, on a phone and on a desk, by day and by night.

Each page is opened once a language, and nothing may scroll sideways in either width. The accessibility check runs on it
light on a phone in Finnish, dark on a desk in Swedish or light on a desk in English: pages take turns, and `make
screenshots`, which takes pictures of all four looks, checks each page in all three.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from pb.main.app import create_app
from pb.main.settings import Settings
from tests.support.accessibility import require_accessible
from tests.support.crowd import Crowd
from tests.support.pictures import WANTED, take_picture
from tests.support.stops import NOT_PAGES, STOPS, Stop
from tests.support.town import Town
from tests.support.windows import DESKTOP, PHONE

pytestmark = pytest.mark.browser

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(part => Number(part.tagName[1]))"
SLIP = re.compile(r"(?<!\.)\.\.(?!\.)|(?<!If-)\bNone\b|\{\w*\}|%\(\w+\)s|&\w+;")
"""What a sentence put together from parts shows when a part is wrong."""

Look = tuple[ViewportSize, Literal["light", "dark"]]
LOOKS: tuple[Look, ...] = ((PHONE, "light"), (PHONE, "dark"), (DESKTOP, "dark"), (DESKTOP, "light"))
CHECKED: dict[str, Look] = {"fi": (PHONE, "light"), "sv": (DESKTOP, "dark"), "en": (DESKTOP, "light")}
LANGUAGES = [
    pytest.param(code, marks=pytest.mark.xdist_group(f"pages-{code}")) for code in ("fi", "sv", "en")
]


@pytest.fixture(scope="session")
def crowd(browser: Browser, town: Town) -> Iterator[Crowd]:
    """Everybody who reaches a page."""
    people = Crowd(browser, town)
    yield people
    people.close()


@pytest.fixture(scope="session")
def titles() -> dict[tuple[str, str], str]:
    """The route of every title met so far in a language."""
    return {}


def test_every_route_that_is_a_page_is_looked_at(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("routes")
    settings = Settings(
        database_url=f"sqlite:///{folder / 'none.sqlite3'}", secret_file=str(folder / "secret.key")
    )
    routes = {
        route.path_format for route in create_app(settings).routes if "GET" in getattr(route, "methods", ())
    }
    looked_at = {f"/{{lang}}{stop.route}" for stop in STOPS if stop.status == 200}
    assert routes - set(NOT_PAGES) == looked_at


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
def test_page(crowd: Crowd, titles: dict[tuple[str, str], str], stop: Stop, language: str) -> None:
    window = crowd.window(stop.who)
    page = window.page
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    address = crowd.address(stop.path, language)
    assert re.fullmatch(
        re.sub(r"\{\w+\}", "[^/]+", f"/{language}{stop.route}"), address.partition("#")[0].partition("?")[0]
    ) or (not stop.route and stop.status != 200)
    page.goto(address)
    for step in stop.steps:
        step(page)
    page.wait_for_load_state()
    assert window.status == stop.status
    check_words(page, language)
    title = page.title()
    if stop.status == 200:
        assert titles.setdefault((language, title), stop.route) == stop.route, title

    takes_turn = WANTED or STOPS.index(stop) % len(LANGUAGES) == list(CHECKED).index(language)
    for size, theme in LOOKS:
        is_checked = takes_turn and CHECKED[language] == (size, theme)
        if (
            is_checked or WANTED or theme == "light"
        ):  # the theme moves nothing, so each width is measured by day only
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=theme)
            look(page, stop, language, theme, is_checked=is_checked)
    complaints, window.complaints = window.complaints, []
    assert complaints == []


def check_words(page: Page, language: str) -> None:
    """Require the language, one heading of the first level, a title that ends with the service, and whole sentences."""
    assert page.locator("html").get_attribute("lang") == language
    levels = page.evaluate(LEVELS)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels[levels.index(1) :]))
    heading = page.get_by_role("heading", level=1).inner_text()
    title = page.title()
    assert title.endswith(" – Mallila")
    assert len(title) > len(" – Mallila")
    assert heading.strip()
    assert SLIP.findall(page.locator("body").inner_text()) == []


def look(page: Page, stop: Stop, language: str, theme: str, *, is_checked: bool) -> None:
    """Take a picture of the page as it is now, check that it fits, and its accessibility where asked."""
    assert page.evaluate(SIDEWAYS) == 0
    if is_checked:
        require_accessible(page)
    if WANTED:
        take_picture(page, stop.name, language, theme)
