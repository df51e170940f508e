"""Screens in public places, in Chromium at their sizes: everything fits, slides turn, and a cut network leaves no error.

Time is the browser's own clock, set and moved by hand, so that a day passes in a moment.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from pb.main.installation import install
from pb.main.kiosk.address import make_device
from pb.main.settings import read_secret
from pb.storage.screens import Screen, ScreenId, add_screen
from tests.support.accessibility import require_accessible
from tests.support.pictures import show_page
from tests.support.screens import LYING, UPRIGHT
from tests.support.town import Town
from tests.support.windows import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]

MIDDAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
FULL_HD: ViewportSize = {"width": 1920, "height": 1080}
PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}
DESK = replace(LYING, id=ScreenId("33445566"), width_mm=531, height_mm=299, distance_mm=600)
SCREENS = {
    "lying": (LYING, FULL_HD),
    "upright": (UPRIGHT, PORTRAIT),
    "desk": (DESK, FULL_HD),
}
SPILL = """() => { const { scrollHeight, scrollWidth } = document.documentElement;
    return [scrollHeight - innerHeight, scrollWidth - innerWidth] }"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("#slide *")]
    .filter(part => [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(part => part.getClientRects().length && !part.closest(".out-of-sight, dialog, .asleep, .foot"))
    .map(part => parseFloat(getComputedStyle(part).fontSize)))"""

Start = Callable[..., Page]


@pytest.fixture(scope="module")
def bases(town: Town) -> dict[str, str]:
    """The address of each screen, once registered."""
    secret = read_secret(town.settings)
    with install(town.settings) as installation, installation.database.write() as work:
        for screen, _size in SCREENS.values():
            add_screen(work, screen, installation.clock.now())
        work.commit()
    return {
        name: f"{town.address}/kiosk/{make_device(secret, screen.id)}"
        for name, (screen, _) in SCREENS.items()
    }


def list_slides(page: Page, base: str, language: str) -> list[str]:
    snapshot = json.loads(page.request.get(f"{base}/snapshot.json").text())
    return [address for address in snapshot["addresses"] if f"/{language}/" in address]


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    """The browsers of a test, closed after it."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def start(browser: Browser, bases: dict[str, str], contexts: list[BrowserContext]) -> Start:
    """Opens a screen at midday, by a clock that a test moves; it must never complain.

    Only one that ``keeps`` fetches every slide for the hours without a network, which takes seconds.
    """

    def open_screen(
        name: str = "lying",
        *,
        path: str = "",
        at: datetime = MIDDAY,
        motion: str = "no-preference",
        keeps: bool = False,
    ) -> Page:
        screen: tuple[Screen, ViewportSize] = SCREENS[name]
        context = browser.new_context(
            viewport=screen[1],
            reduced_motion=motion,  # type: ignore[arg-type]
            service_workers="allow" if keeps else "block",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.clock.install(time=at)
        page.goto(bases[name] + path)
        return page

    return open_screen


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "language"),
    [("lying", "fi"), ("lying", "sv"), ("lying", "en"), ("upright", "fi"), ("desk", "sv")],
)
def test_every_slide_fits_and_is_large_enough(
    browser: Browser, bases: dict[str, str], contexts: list[BrowserContext], name: str, language: str
) -> None:
    screen, size = SCREENS[name]
    context = browser.new_context(viewport=size, java_script_enabled=True)
    contexts.append(context)
    page = context.new_page()
    page.clock.install(time=MIDDAY)
    least = screen.distance_mm * 0.012218 / 0.66 / screen.width_mm * size["width"]
    wrong = []
    slides = list(enumerate(list_slides(page, bases[name], language), start=1))
    # Finnish has the longest words and is measured whole on one screen; of the others every third slide, in turns.
    for number, address in slides if (name, language) == ("lying", "fi") else slides[len(name) % 3 :: 3]:
        page.goto(f"{bases[name].partition('/kiosk')[0]}{address}?hold=yes")
        title = page.title()
        if page.evaluate(SPILL) != [0, 0]:
            wrong.append(f"{number} {title}: spills {page.evaluate(SPILL)}")
        if page.evaluate(SMALLEST) < least - 0.1:
            wrong.append(f"{number} {title}: {page.evaluate(SMALLEST)} px, not {least}")
        code = page.locator(".qr").bounding_box()
        assert code is not None
        if code["width"] / size["width"] * screen.width_mm < 60 * 1.3:
            wrong.append(f"{number} {title}: the code is too small")
        if len(page.locator(".said").inner_text().split()) > 35 + 4:
            wrong.append(f"{number} {title}: too many words")
        show_page(page, f"screen-{name}-{number}", language, "light")
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("position", range(3))
def test_slides_are_accessible(start: Start, bases: dict[str, str], position: int) -> None:
    """Each slide in one of the languages and each language in one of the looks: none of them changes a slide's parts."""
    page = start()
    language, look = ("fi", "sv", "en")[position], ("", "&contrast=yes", "&large=yes")[position]
    for address in list_slides(page, bases["lying"], language)[position::3]:
        page.goto(f"{bases['lying'].partition('/kiosk')[0]}{address}?hold=yes{look}")
        require_accessible(page)
        assert page.locator("html").get_attribute("lang") == language


def test_slide_is_readable_on_a_phone(start: Start, bases: dict[str, str]) -> None:
    page = start(path="/fi/1?hold=yes")
    page.set_viewport_size(PHONE)
    for address in list_slides(page, bases["lying"], "fi")[::3]:
        page.goto(f"{bases['lying'].partition('/kiosk')[0]}{address}?hold=yes")
        assert page.evaluate(SPILL)[1] == 0
        require_accessible(page)
    show_page(page, "screen-phone", "fi", "light")


def number_of(page: Page) -> int:
    return int(page.locator(".count").inner_text().partition("/")[0])


def test_slides_turn_by_themselves_and_move_a_little(start: Start) -> None:
    page = start()
    assert number_of(page) == 1
    page.clock.run_for(11_000)
    assert number_of(page) == 1
    page.clock.run_for(2_000)
    expect(page.locator(".count")).to_have_text(re.compile("^2/"))
    assert page.locator("#slide").evaluate("part => part.style.translate") == "8px 4px"
    assert page.locator("[aria-live], [role=status], [role=alert]").count() == 0


def test_slides_go_on_in_the_next_language_after_the_last(start: Start, bases: dict[str, str]) -> None:
    page = start()
    last = len(list_slides(page, bases["lying"], "fi"))
    page.goto(f"{bases['lying']}/fi/{last}")
    page.clock.run_for(13_000)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator(".count")).to_have_text(f"1/{last}")


def test_pause_stops_and_continues(start: Start) -> None:
    page = start()
    page.get_by_role("button", name="Tauko").click()
    expect(page.get_by_role("button", name="Jatka")).to_be_visible()
    page.clock.run_for(40_000)
    assert number_of(page) == 1
    page.get_by_role("button", name="Jatka").click()
    page.clock.run_for(3_000)
    expect(page.locator(".count")).to_have_text(re.compile("^2/"))


def test_touch_stops_and_buttons_turn(start: Start) -> None:
    page = start()
    page.mouse.click(600, 400)
    page.clock.run_for(30_000)
    assert number_of(page) == 1
    page.get_by_role("link", name="Seuraava dia").click()
    expect(page.locator(".count")).to_have_text(re.compile("^2/"))
    page.clock.run_for(30_000)
    assert number_of(page) == 2
    page.get_by_role("link", name="Edellinen dia").click()
    expect(page.locator(".count")).to_have_text(re.compile("^1/"))


def test_focus_by_keyboard_stops_the_slides(start: Start) -> None:
    page = start()
    page.keyboard.press("Tab")
    page.clock.run_for(30_000)
    assert number_of(page) == 1


def test_who_asks_for_less_motion_sees_none(start: Start) -> None:
    page = start(motion="reduce")
    page.clock.run_for(60_000)
    assert number_of(page) == 1
    expect(page.locator("[data-pause]")).to_be_hidden()


def test_left_screen_asks_and_begins_anew_in_its_own_language_and_look(
    start: Start, bases: dict[str, str]
) -> None:
    page = start()
    page.mouse.click(600, 400)
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Contrast").click()
    page.get_by_role("link", name="Large text").click()
    expect(page.locator("html")).to_have_class("kiosk contrast large")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    page.clock.run_for(61_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    require_accessible(page)
    page.get_by_role("button", name="I am reading").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.run_for(61_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.run_for(21_000)
    page.wait_for_url(bases["lying"])
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page.locator("html")).to_have_class("kiosk")


def test_look_is_kept_from_slide_to_slide_and_turned_off_again(start: Start) -> None:
    page = start(path="/en/1?hold=yes")
    page.get_by_role("link", name="Contrast").click()
    page.get_by_role("link", name="Next slide").click()
    expect(page.locator("html")).to_have_class("kiosk contrast")
    page.get_by_role("link", name="Contrast").click()
    expect(page.locator("html")).to_have_class("kiosk")


def test_slides_work_without_script(
    browser: Browser, bases: dict[str, str], contexts: list[BrowserContext]
) -> None:
    contexts.append(browser.new_context(viewport=FULL_HD, java_script_enabled=False))
    page = contexts[-1].new_page()
    page.goto(bases["lying"])
    page.get_by_role("link", name="Seuraava dia").click()
    page.get_by_role("link", name="Svenska").click()
    page.get_by_role("link", name="Kontrast").click()
    assert number_of(page) == 2
    expect(page.locator("html")).to_have_class("kiosk contrast")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("[data-pause]")).to_be_hidden()


def wait_until_kept(page: Page) -> None:
    """Wait until the worker has kept every slide and answers for the page."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=60_000)
    assert page.evaluate("async () => (await (await caches.open('screen')).keys()).length") > 60


def test_cut_network_leaves_every_slide_and_tells_their_age(start: Start, bases: dict[str, str]) -> None:
    page = start(keeps=True)
    page.context.set_default_timeout(20_000)
    wait_until_kept(page)
    slides = list_slides(page, bases["lying"], "sv")
    page.context.set_offline(True)
    shown = number_of(page)  # keeping all slides may have taken longer than one of them is shown
    page.clock.run_for(13_000)
    expect(page.locator(".count")).to_have_text(re.compile(f"^{shown + 1}/"))
    page.get_by_role("link", name="Svenska").click()
    for number in range(shown + 2, len(slides) + 1):
        page.get_by_role("link", name="Nästa bild").click()
        expect(page.locator(".count")).to_have_text(re.compile(f"^{number}/"))
    page.get_by_role("link", name="Kontrast").click()
    expect(page.locator("html")).to_have_class("kiosk contrast")
    assert re.fullmatch(r"Uppdaterat kl\. \d+\.\d\d", page.locator(".age").inner_text().strip())
    page.clock.set_system_time(datetime.now(UTC) + timedelta(hours=25))
    page.clock.run_for(61_000)
    expect(page.get_by_text("föråldrat")).to_be_visible()
    page.reload()
    expect(page.locator(".count")).to_have_text(re.compile(f"^{len(slides)}/"))
    page.context.set_offline(False)
    page.clock.set_system_time(datetime.now(UTC))
    page.reload()
    expect(page.get_by_text("föråldrat")).to_be_hidden()


def test_screen_left_while_the_network_is_gone_begins_anew(start: Start, bases: dict[str, str]) -> None:
    page = start(keeps=True)
    wait_until_kept(page)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    page.context.set_offline(True)
    page.clock.run_for(61_000)
    page.clock.run_for(21_000)
    page.wait_for_url(bases["lying"])
    expect(page.locator("html")).to_have_attribute("lang", "fi")


def test_screen_without_kept_slides_waits_longer_after_each_failure(
    start: Start, bases: dict[str, str]
) -> None:
    page = start()
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/fi/2*", refuse)
    for seconds, times in ((13, 1), (10, 2), (20, 3), (20, 3), (20, 4)):
        page.clock.run_for(seconds * 1000)
        page.wait_for_timeout(300)
        assert len(asked) == times, seconds
    assert number_of(page) == 1


def test_screen_is_dark_outside_opening_hours_and_wakes_at_a_touch(start: Start) -> None:
    page = start(at=datetime(2026, 11, 25, 20, tzinfo=UTC))
    expect(page.locator(".asleep")).to_be_visible()
    expect(page.locator(".asleep")).to_have_text("Avoinna 08.00–20.00")
    page.mouse.click(600, 400)
    expect(page.locator(".asleep")).to_be_hidden()


def test_screen_loads_anew_every_night(start: Start, bases: dict[str, str]) -> None:
    page = start(path="/sv/2")
    with page.expect_navigation(url=bases["lying"], timeout=20_000):
        page.clock.fast_forward("23:59:59")
