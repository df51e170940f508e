"""Voting in a real browser: without scripts, by the keyboard alone, and by an impatient finger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.databases import copy_sqlite
from tests.support.live_server import serve
from tests.support.voting_app import build_house
from tests.support.voting_world import ROUND

pytestmark = pytest.mark.browser


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database with all tables and no rows."""
    return copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")


@contextmanager
def look(browser: Browser, port: int, language: str, width: int, *, scripts: bool = True) -> Iterator[Page]:
    """Yield a browser window at a size, with everything it is told to ask for going to this machine only."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{port}/{language}/",
        viewport={"width": width, "height": 900 if width > 400 else 640},
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.on(
        "request",
        lambda request: strangers.append(request.url) if f"//127.0.0.1:{port}/" not in request.url else None,
    )
    strangers: list[str] = []
    yield page
    assert strangers == []
    context.close()


def test_vote_needs_no_javascript(browser: Browser, sqlite: str, tmp_path: Path) -> None:
    with (
        build_house(sqlite, tmp_path) as house,
        serve(house.app) as server,
        look(browser, server.port, "en", 320, scripts=False) as page,
    ):
        page.goto(f"cycles/{ROUND}/vote")
        page.locator("#f-code").fill(house.code())
        page.locator("main form button").click()
        page.locator("#choice-1").check()
        page.locator(".tray button").click()
        page.locator("form[action$='/cast'] button").click()
        expect(page.locator("h1")).to_have_text("Your vote has been cast")


def test_vote_needs_the_keyboard_alone(browser: Browser, sqlite: str, tmp_path: Path) -> None:
    with (
        build_house(sqlite, tmp_path) as house,
        serve(house.app) as server,
        look(browser, server.port, "en", 320) as page,
    ):
        page.goto(f"cycles/{ROUND}/vote")
        press_until(page, "#f-code")
        page.keyboard.type(house.code())
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Choose projects")
        press_until(page, "#choice-1")
        page.keyboard.press("Space")
        press_until(page, ".tray button")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("You have not voted yet")
        press_until(page, "form[action$='/cast'] button")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Your vote has been cast")


def press_until(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus, which must be wholly in sight wherever it goes."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_SIGHT), page.evaluate("document.activeElement.outerHTML")
        if page.locator(selector).evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")


IN_SIGHT = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    return !top || document.activeElement === document.body || document.activeElement.contains(top)
        || top.contains(document.activeElement) || top.closest("label, .choice")?.contains(document.activeElement);
}"""


def test_double_click_on_cast_gives_one_receipt(browser: Browser, sqlite: str, tmp_path: Path) -> None:
    with (
        build_house(sqlite, tmp_path) as house,
        serve(house.app) as server,
        look(browser, server.port, "en", 1280) as page,
    ):
        page.goto(f"cycles/{ROUND}/vote")
        page.locator("#f-code").fill(house.code())
        page.locator("main form button").click()
        page.locator("#choice-1").check()
        page.locator(".tray button").click()
        page.locator("form[action$='/cast'] button").dblclick()
        expect(page.locator("h1")).to_have_text("Your vote has been cast")
        receipt = page.locator(".code").inner_text()
        page.reload()
        assert page.locator(".code").inner_text() == receipt
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_code_of_a_letter_is_filled_in_and_leaves_the_address(
    browser: Browser, sqlite: str, tmp_path: Path
) -> None:
    with (
        build_house(sqlite, tmp_path) as house,
        serve(house.app) as server,
        look(browser, server.port, "en", 390) as page,
    ):
        code = house.code()
        page.goto(f"cycles/{ROUND}/vote#{code}")
        expect(page.locator("#f-code")).to_have_value(code)
        assert "#" not in page.url
        page.keyboard.press("Enter")
        expect(page.locator("#choice-1")).to_be_visible()
        page.goto(f"cycles/{ROUND}/vote#%3Cscript%3E")
        assert page.locator("#f-code").count() == 0 or page.locator("#f-code").input_value() == ""


def test_letter_opens_the_page_without_scripts_too(browser: Browser, sqlite: str, tmp_path: Path) -> None:
    with (
        build_house(sqlite, tmp_path) as house,
        serve(house.app) as server,
        look(browser, server.port, "sv", 320, scripts=False) as page,
    ):
        page.goto(f"cycles/{ROUND}/vote#{house.code()}")
        expect(page.locator("#f-code")).to_have_value("")
