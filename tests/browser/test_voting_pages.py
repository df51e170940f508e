"""Every page of voting in a real browser: three languages, phone and desktop, light and dark, checked and pictured."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pb.web.roles import Role
from tests.support.accessibility import require_accessible
from tests.support.databases import copy_sqlite
from tests.support.live_server import serve
from tests.support.pictures import take_picture
from tests.support.voting_app import PASSWORD, VotingHouse, add_staff, build_house
from tests.support.voting_world import NORTH, PUBLICATION, ROUND

pytestmark = pytest.mark.browser

LANGUAGES = ("fi", "sv", "en")
WIDTHS = (320, 1280)
RULES = {"ballot": "knapsack", "area": "free", "blank": True}


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database with all tables and no rows."""
    return copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")


@contextmanager
def look(
    browser: Browser, port: int, language: str, width: int, *, theme: str = "light", scripts: bool = True
) -> Iterator[Page]:
    """Yield a browser window at a size, with everything it is told to ask for going to this machine only."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{port}/{language}/",
        viewport={"width": width, "height": 900 if width > 400 else 640},
        color_scheme="dark" if theme == "dark" else "light",
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


class Examiner:
    """Checks each page that is reached and takes its picture."""

    def __init__(self, page: Page, language: str, theme: str = "light") -> None:
        self.page = page
        self.language = language
        self.theme = theme

    def examine(self, name: str) -> None:
        """Hold the page to the accessibility rules, its width and its one heading."""
        take_picture(self.page, f"voting-{name}", self.language, self.theme)
        require_accessible(self.page)
        assert self.page.locator("h1").count() == 1
        assert self.page.locator("html").get_attribute("lang") == self.language
        overflow = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{name} is {overflow} px too wide"


def walk(examiner: Examiner, house: VotingHouse, code: str) -> None:
    """Vote from the round's page to leaving, by what is on the pages alone."""
    page = examiner.page
    page.goto(f"cycles/{ROUND}/ballot-list")
    examiner.examine("ballot-list")
    page.goto(f"cycles/{ROUND}/vote")
    examiner.examine("start")
    page.locator("#f-code").fill("1234")
    page.locator("#f-code").press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    examiner.examine("wrong-code")
    page.locator("#f-code").fill(code.lower())
    page.locator("#f-code").press("Enter")
    examiner.examine("area")
    page.locator(f"input[value={NORTH}]").check()
    page.locator("main button").click()
    examiner.examine("choose")
    for number in ("1", "2", "3"):
        page.locator(f"#choice-{number}").check()
    examiner.examine("choose-over")
    page.locator(".tray button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    examiner.examine("check-over")
    page.locator("#change").click()
    expect(page.locator("#choice-2")).to_be_checked()
    page.locator("#choice-2").uncheck()
    page.locator(".tray button").click()
    examiner.examine("check")
    page.locator("form[action$='/cast'] button").click()
    expect(page.locator(".code")).to_have_text(re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){5}"))
    examiner.examine("receipt")
    page.locator("main form[action$='/leave'] button").click()
    page.goto(f"cycles/{ROUND}/vote")
    page.locator("#f-code").fill(code)
    page.locator("#f-code").press("Enter")
    examiner.examine("already-voted")


@pytest.mark.parametrize("language", LANGUAGES)
def test_vote_is_accessible_on_phone_and_desktop(
    browser: Browser, sqlite: str, tmp_path: Path, language: str
) -> None:
    with build_house(sqlite, tmp_path, RULES) as house, serve(house.app) as server:
        for position, width in enumerate(WIDTHS):
            with look(browser, server.port, language, width) as page:
                walk(Examiner(page, language), house, house.code(position))


def test_vote_is_accessible_in_the_dark(browser: Browser, sqlite: str, tmp_path: Path) -> None:
    with build_house(sqlite, tmp_path, RULES) as house, serve(house.app) as server:
        for position, width in enumerate(WIDTHS):
            with look(browser, server.port, "fi", width, theme="dark") as page:
                walk(Examiner(page, "fi", "dark"), house, house.code(position))


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_around_the_vote_are_accessible(
    browser: Browser, sqlite: str, tmp_path: Path, language: str
) -> None:
    with build_house(sqlite, tmp_path, is_open=False) as house, serve(house.app) as server:
        world = house.world
        name = add_staff(world.database, Role.ADMINISTRATOR)
        for width in WIDTHS:
            with look(browser, server.port, language, width) as page:
                examine_before(Examiner(page, language), name)
        world.open_voting()
        world.cast(world.find(0), "1 3", "first")
        world.cast(world.find(1), "3", "second")
        world.close_voting()
        for step in ("closed", "results"):
            for width in WIDTHS:
                with look(browser, server.port, language, width) as page:
                    examine_after(Examiner(page, language), step)
            if step == "closed":
                world.open_publication()
                world.act(PUBLICATION, "publish")


def examine_before(examiner: Examiner, name: str) -> None:
    """Look at the pages before voting opens, the roll among them."""
    page = examiner.page
    page.goto(f"cycles/{ROUND}/vote")
    examiner.examine("not-started")
    page.goto(f"cycles/{ROUND}/results")
    examiner.examine("no-results")
    page.goto("sign-in")
    page.locator("#f-name").fill(name)
    page.locator("#f-password").fill(PASSWORD)
    page.locator("#f-password").press("Enter")
    page.goto(f"admin/cycles/{ROUND}/roll")
    examiner.examine("roll")
    bad = b"reference;area\n1001;north\n=1;north\n9;west\n"
    page.locator("#f-file").set_input_files({"name": "roll.csv", "mimeType": "text/csv", "buffer": bad})
    page.locator("form[enctype] button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    examiner.examine("roll-faults")


def examine_after(examiner: Examiner, step: str) -> None:
    """Look at the pages after voting has closed, and after publication."""
    page = examiner.page
    page.goto(f"cycles/{ROUND}/{'vote' if step == 'closed' else 'results'}")
    examiner.examine(step)
