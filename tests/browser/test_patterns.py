"""Every pattern, on the gallery's pages, held to what its users need of it.

The pages of the service are tested by their journeys; here a fault in a macro shows before a page uses it.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.support.accessibility import require_accessible
from tests.support.gallery import PAGES
from tests.support.gallery_server import GalleryServer, serve_gallery
from tests.support.pictures import WANTED, show_page

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
LOOKS = [
    (PHONE, "light"),
    (DESKTOP, "dark"),
    *([(PHONE, "dark"), (DESKTOP, "light")] if WANTED else []),
]
"""Each width and each theme once; for pictures, each width in each theme."""


# WCAG 1.4.12: what a reader may ask for without losing anything.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
)
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HIDES = ".out-of-sight, thead, .tray, textarea, svg, input, select"
CLIPPED = """hides => [...document.querySelectorAll("main *, header *, footer *")]
    .filter(part => getComputedStyle(part).overflow !== "visible" && !part.closest(hides))
    .filter(part => part.scrollWidth > part.clientWidth + 1)
    .map(part => part.outerHTML.slice(0, 120))"""
PRESSED = (
    "button:not(.link-like), .button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea, "
    "summary, .masthead a, .actions a, .page-foot a, .pagination a, .back a"
)
LOW = """([pressed, least]) => [...document.querySelectorAll(pressed)]
    .filter(part => part.getClientRects().length && Math.round(part.getBoundingClientRect().height) < least)
    .map(part => part.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def gallery() -> Iterator[GalleryServer]:
    """The gallery, served under the service's own policy."""
    with serve_gallery() as server:
        yield server


@pytest.fixture
def open_page(browser: Browser, gallery: GalleryServer) -> Iterator[Callable[..., Page]]:
    """Opens a page of the gallery in a window of its own; fails when the browser complains of anything."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(
        name: str, size: ViewportSize = DESKTOP, language: str = "fi", **settings: str | bool
    ) -> Page:
        context = browser.new_context(viewport=size, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: None if "422" in line.text else complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{gallery.address}/{language}/{name}")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=[f"{size['width']}-{theme}" for size, theme in LOOKS])
@pytest.mark.parametrize("name", PAGES)
def test_page_breaks_no_rule_and_fits_the_window_and_the_finger(
    open_page: Callable[..., Page], name: str, size: ViewportSize, theme: str
) -> None:
    page = open_page(name, size, color_scheme=theme)
    require_accessible(page)
    assert page.evaluate(SIDEWAYS) == 0
    if size is PHONE:
        assert page.evaluate(LOW, [PRESSED, 44]) == []
    show_page(page, f"pattern-{name.replace('_', '-')}", "fi", theme)


@pytest.mark.parametrize("name", PAGES)
def test_wider_text_spacing_clips_nothing(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name, PHONE, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED, HIDES) == []


@pytest.mark.parametrize("name", PAGES)
def test_text_of_double_size_fits(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name, {"width": 640, "height": 512}, bypass_csp=True)
    page.add_style_tag(content=":root { font-size: 225% !important }")
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", ["home", "forms", "ballot", "proposals", "review"])
def test_focus_is_visible_and_never_under_the_tray(
    open_page: Callable[..., Page], name: str, size: ViewportSize
) -> None:
    page = open_page(name, size)
    stops = 0
    for _ in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const part = document.activeElement;
                if (part === document.body) return null;
                const box = part.getBoundingClientRect();
                const card = part.closest(".card");
                const style = getComputedStyle(card ?? part);
                const tray = document.querySelector(".tray");
                const covers = tray && !tray.contains(part) && getComputedStyle(tray).bottom === "0px"
                    && getComputedStyle(tray).position === "sticky";
                const shown = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
                return {part: part.outerHTML.slice(0, 120), line: style.outlineStyle, width: style.outlineWidth,
                    seen: shown >= Math.min(box.height, 24),
                    covered: covers && box.bottom > tray.getBoundingClientRect().top + 1};
            }"""
        )
        if found is None:
            break
        stops += 1
        assert (found["line"], found["width"]) == ("solid", "3px"), found
        assert found["seen"], found
        assert not found["covered"], found
    assert stops > 5


def test_first_tab_reaches_the_skip_link(open_page: Callable[..., Page]) -> None:
    page = open_page("home")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Siirry sisältöön")).to_be_focused()
    expect(page.get_by_role("link", name="Siirry sisältöön")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
def test_error_summary_takes_focus_and_leads_to_each_field(
    open_page: Callable[..., Page], scripted: bool
) -> None:
    page = open_page("forms_faulty", java_script_enabled=scripted)
    expect(page).to_have_title("Virhe: Mitä ehdotat? – Mallilan osallistuva budjetointi")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        link.click()
        field = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        expect(field).to_be_focused()
        described = (field.get_attribute("aria-describedby") or "").split()
        group = field.locator("xpath=ancestor::fieldset[1]")
        if not described and group.count():
            described = (group.get_attribute("aria-describedby") or "").split()
        fault = (
            page.locator(f"[id='{described[-1]}']")
            if described[-1].endswith("fault")
            else page.locator(f"[id='{next(name for name in described if name.endswith('fault'))}']")
        )
        expect(fault).to_contain_text(link.inner_text())


def await_messages(page: Page, number: int) -> None:
    """Wait until the live region has said ``number`` messages, for five seconds at most."""
    for _ in range(50):
        if page.evaluate("said.length") >= number:
            return
        page.wait_for_timeout(100)


def test_tray_says_each_change_once(open_page: Callable[..., Page]) -> None:
    page = open_page("ballot", PHONE)
    page.evaluate(
        """() => {
            window.said = [];
            const region = document.getElementById("announcer");
            new MutationObserver(() => said.push(region.textContent)).observe(region, {childList: true});
        }"""
    )
    # Both in one breath, however slow the machine is: only what stands after them is said.
    boxes = [
        page.get_by_label(name).element_handle() for name in ("Koirapuiston aita", "Pumppuradan korjaus")
    ]
    page.evaluate("boxes => boxes.forEach(box => box.click())", boxes)
    expect(page.locator("[data-tally]")).to_have_text("Valittuna 4, budjetti ylittyy: 13 500 €")
    expect(page.locator(".tray")).to_have_class("tray over")
    await_messages(page, 1)
    page.get_by_label("Pumppuradan korjaus").uncheck()
    expect(page.locator("[data-tally]")).to_have_text("Valittuna 3, rahaa jäljellä 12 500 €")
    await_messages(page, 2)
    page.wait_for_timeout(400)
    assert page.evaluate("said.map(text => text.replace(/\\s/g, ' '))") == [
        "Valittuna 4, budjetti ylittyy: 13 500 €",
        "Valittuna 3, rahaa jäljellä 12 500 €",
    ]
    assert page.locator("[data-chosen] li").all_inner_texts() == [
        "Penkkejä rantareitille",
        "Istutuksia torin laidalle",
        "Koirapuiston aita",
    ]


def test_characters_are_counted_as_they_are_typed(open_page: Callable[..., Page]) -> None:
    page = open_page("forms")
    line = page.locator("#f-what-count")
    expect(line).to_have_text("Merkkejä jäljellä: 500")
    page.get_by_label("Mitä pitäisi tehdä?").fill("Ää" * 260)
    expect(line).to_have_text("Merkkejä liikaa: 20")


def test_second_press_sends_nothing(open_page: Callable[..., Page], gallery: GalleryServer) -> None:
    page = open_page("forms")
    before = gallery.posts
    page.get_by_role("button", name="Tallenna ja jatka").dblclick()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert gallery.posts == before + 1


def test_filter_replaces_the_list_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("proposals")
    page.evaluate("() => { window.kept = true; document.getElementById('found').textContent = '' }")
    page.get_by_label("Alue").focus()
    page.get_by_label("Alue").select_option("Keskusta")
    expect(page.get_by_role("status").filter(has_text="Löytyi 214 ehdotusta")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/fi/proposals\?.*area=1"))
    expect(page.get_by_label("Alue")).to_be_focused()
    assert page.evaluate("window.kept") is True


def test_refused_form_replaces_its_part_with_the_faults(open_page: Callable[..., Page]) -> None:
    page = open_page("question")
    page.evaluate("() => { window.kept = true }")
    page.get_by_role("button", name="Lähetä").click()
    field = page.get_by_label("Kysymyksesi")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Kirjoita kysymys"))
    assert page.evaluate("window.kept") is True
    field.fill("Milloin?")
    expect(page.locator("#f-question-count")).to_have_text("Merkkejä jäljellä: 292")


def test_session_is_kept_when_asked_and_left_when_not(open_page: Callable[..., Page]) -> None:
    page = open_page("home")
    page.clock.install()
    page.goto(page.url.replace("home", "timeout"))
    dialog = page.get_by_role("dialog", name="Istuntosi päättyy pian")
    page.clock.fast_forward("27:59")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("00:02")
    expect(dialog).to_be_visible()
    require_accessible(page)
    with page.expect_response("**/fi/lost"):
        dialog.get_by_role("button", name="Pysy kirjautuneena").click()
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("28:01")
    expect(dialog).to_be_visible()
    page.clock.fast_forward("02:01")
    page.wait_for_url("**/fi/home")


def test_stages_open_on_a_phone_and_stand_open_on_a_desktop(open_page: Callable[..., Page]) -> None:
    phone = open_page("home", PHONE)
    expect(phone.get_by_role("list", name="Kierroksen vaiheet")).to_be_hidden()
    phone.get_by_text("Kaikki vaiheet").click()
    expect(phone.get_by_role("list", name="Kierroksen vaiheet")).to_be_visible()
    desktop = open_page("home")
    expect(desktop.get_by_text("Kaikki vaiheet")).to_be_hidden()
    stages = desktop.get_by_role("list", name="Kierroksen vaiheet").get_by_role("listitem")
    expect(stages).to_have_count(4)
    expect(stages.nth(2)).to_have_attribute("aria-current", "step")


def test_table_keeps_its_roles_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page("results", PHONE)
    table = page.get_by_role("table", name="Hankkeet tuloksen mukaan")
    expect(table.get_by_role("columnheader")).to_have_count(5)
    expect(table.get_by_role("rowheader", name="14 Penkkejä rantareitille")).to_be_visible()
    expect(table.get_by_role("row").nth(1).get_by_role("cell").first).to_contain_text("612")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_words_of_the_macros_come_in_the_readers_language(
    open_page: Callable[..., Page], language: str
) -> None:
    page = open_page("forms_faulty", language=language)
    words = {"fi": "Korjaa nämä kohdat", "sv": "Rätta till följande", "en": "There is a problem"}
    expect(page.get_by_role("alert").get_by_role("heading")).to_have_text(words[language])
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_paper_gets_neither_menus_nor_buttons(open_page: Callable[..., Page]) -> None:
    page = open_page("receipt")
    page.emulate_media(media="print")
    expect(page.get_by_text("K7QF-3MNP-X2WD-9HTA-RC")).to_be_visible()
    for hidden in (".band", ".navigation", ".actions", ".page-foot", ".skip"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_forced_colours_keep_bars_and_choices_visible(open_page: Callable[..., Page]) -> None:
    page = open_page("results", forced_colors="active")
    part, rest = (
        page.locator(f".bar .{name}").first.evaluate("part => getComputedStyle(part).fill")
        for name in ("part", "rest")
    )
    assert part != rest
    show_page(page, "pattern-results", "fi", "forced")
