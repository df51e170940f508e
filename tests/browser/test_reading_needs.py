"""Pages keep their sense for readers who change how pages look: wider text, larger text, their own colours, no motion.

The gallery holds every pattern to the same; these are the pages where a loss would cost somebody a vote.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.town import Town
from tests.support.town_rounds import KINDS
from tests.support.windows import PHONE, Window, open_window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("keyboard")]

# WCAG 1.4.12: what a reader may ask for without losing anything.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CLIPPED = """() => [...document.querySelectorAll("main *, header *, footer *")]
    .filter(part => getComputedStyle(part).overflow !== "visible")
    .filter(part => !part.closest(".out-of-sight, thead, .tray h2, .tray ol, textarea, svg, input, select"))
    .filter(part => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
    .map(part => part.outerHTML.slice(0, 120))"""
EDGED = "main button:not(.link-like), main .button, main input.entry, main textarea"
BORDERLESS = """edged => [...document.querySelectorAll(edged)]
    .filter(part => part.getClientRects().length && parseFloat(getComputedStyle(part).borderTopWidth) < 1)
    .map(part => part.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("*")]
    .filter(part => [getComputedStyle(part).transitionDuration, getComputedStyle(part).animationDuration]
        .some(times => times.split(", ").some(time => parseFloat(time) > 0.01)))
    .map(part => part.outerHTML.slice(0, 120))"""
PAGES = ("cycles/{voting}", "cycles/{proposing}/propose/write/what", "cycles/{finished}/results")

Open = Callable[[str], Page]


@pytest.fixture
def open_page(browser: Browser, town: Town) -> Iterator[Open]:
    """Opens a page on a phone, where a test may lay its own styles over it."""
    windows: list[Window] = []

    def open_one(path: str) -> Page:
        window = open_window(browser, town.address, PHONE, bypass_csp=True)
        windows.append(window)
        told = town.told
        window.page.goto(
            "/fi/" + path.format(voting=told.voting, proposing=told.proposing, finished=told.finished)
        )
        return window.page

    yield open_one
    for window in windows:
        window.close()
    assert [line for window in windows for line in window.complaints] == []


def enter_booth(page: Page, town: Town) -> None:
    page.locator("#f-code").fill(town.code().code)
    page.locator("form[action$='/vote/sign-in'] button").click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    # The boxes are there before the scripts are: a choice made in between is said by nobody.
    page.wait_for_load_state("load")


@pytest.mark.parametrize("path", PAGES)
def test_wider_spacing_clips_nothing(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("path", PAGES)
def test_text_of_double_size_fits(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.set_viewport_size({"width": 640, "height": 512})
    page.add_style_tag(content=":root { font-size: 225% !important }")
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("path", PAGES)
def test_own_colours_leave_every_edge(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.emulate_media(forced_colors="active")
    assert page.evaluate(BORDERLESS, EDGED) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_for_who_asks_for_rest(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


def test_ballot_holds_with_wider_spacing_and_own_colours(open_page: Open, town: Town) -> None:
    page = open_page("cycles/{voting}/vote")
    enter_booth(page, town)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED) == []
    page.emulate_media(forced_colors="active")
    assert page.evaluate(BORDERLESS, EDGED) == []


@pytest.mark.parametrize("cycle", KINDS)
def test_every_kind_of_ballot_holds_with_wider_and_larger_text(
    open_page: Open, town: Town, cycle: str
) -> None:
    page = open_page(f"cycles/{cycle}/vote")
    page.locator("#f-code").fill(town.yard_code(cycle).code)
    page.locator("form[action$='/vote/sign-in'] button").click()
    page.locator(".tray .button").wait_for()
    style = page.add_style_tag(content=SPACING)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED) == []
    style.evaluate("style => style.remove()")
    page.emulate_media(forced_colors="active")
    assert page.evaluate(BORDERLESS, EDGED) == []
    page.set_viewport_size({"width": 640, "height": 512})
    page.add_style_tag(content=":root { font-size: 225% !important }")
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED) == []


def test_ballot_says_each_choice_once(open_page: Open, town: Town) -> None:
    page = open_page("cycles/{voting}/vote")
    enter_booth(page, town)
    page.evaluate(
        """() => {
            window.said = [];
            const region = document.getElementById("announcer");
            new MutationObserver(() => said.push(region.textContent)).observe(region, {childList: true});
        }"""
    )
    boxes = page.get_by_role("checkbox")
    for count, box in enumerate(boxes.all()[:2], start=1):
        box.check()
        page.wait_for_function(f"() => said.length === {count}")
    # Long enough for a second message about the same choice to have come.
    page.wait_for_timeout(500)
    said = page.evaluate("said")
    assert len(said) == 2
    assert said[0].startswith("Valittuna 1")
    assert said[1].startswith("Valittuna 2")
    expect(page.locator("[data-tally]")).to_have_text(said[1])
