"""The three ways that matter most, walked with the keyboard alone: propose, review, and vote to the receipt."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from pb.web.roles import Role
from tests.support.keyboard import pick, press, require_visible_focus, tab_to, type_into
from tests.support.town import Town
from tests.support.windows import DESKTOP, PHONE, open_window, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("keyboard")]


IDEAS = {
    PHONE["width"]: ("Pyöräteline laiturille", "Laiturille tulee teline kymmenelle pyörälle."),
    DESKTOP["width"]: ("Tähtikaukoputki näkötorniin", "Tornin tasanteelle kiinnitetään kaukoputki."),
}
"""One for each size: whoever proposes the same again is shown what is similar first."""


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser, town: Town) -> Iterator[Page]:
    """A window in both sizes, of somebody who has never been here; in the end the browser may not have complained."""
    size: ViewportSize = request.param
    window = open_window(browser, town.address, size)
    yield window.page
    window.close()
    assert window.complaints == []


@pytest.mark.parametrize("path", ["", "cycles/{voting}/vote", "cycles/{voting}/proposals"])
def test_first_tab_skips_to_the_content(page: Page, town: Town, path: str) -> None:
    page.goto(f"/sv/{path.format(voting=town.told.voting)}")
    link = page.get_by_role("link", name="Gå till innehållet")
    press(page, link)
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_resident_proposes_by_keyboard(page: Page, town: Town) -> None:
    assert page.viewport_size is not None
    title, text = IDEAS[page.viewport_size["width"]]
    page.goto(f"/fi/cycles/{town.told.proposing}/propose")
    press(page, page.get_by_role("link", name="Aloita", exact=True))
    type_into(page, page.get_by_label("Ehdotuksen nimi"), title)
    go_on = page.get_by_role("button", name="Tallenna ja jatka", exact=True)
    press(page, go_on)
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    press(page, summary.get_by_role("link").first)
    expect(page.get_by_label("Mitä ehdotat?")).to_be_focused()
    page.keyboard.insert_text(text)
    press(page, go_on)
    type_into(page, page.get_by_label("Miksi tämä on tärkeää?"), "Pyörät eivät enää kaadu.")
    press(page, go_on)
    area = page.get_by_role("group", name="Alue")
    pick(page, area.get_by_role("radio").first, area.get_by_label("Metsäkulma"))
    press(page, go_on)
    press(page, page.get_by_role("link", name="Jatka ilman niitä"))
    type_into(page, page.get_by_label("Nimesi tai ryhmäsi nimi"), "Pyöräilijä")
    press(page, go_on)
    expect(page.get_by_text("Metsäkulma")).to_be_visible()
    press(page, page.get_by_role("button", name="Lähetä ehdotus"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ehdotuksesi on lähetetty")


def test_official_reviews_by_keyboard(page: Page, town: Town) -> None:
    number = town.proposal(town.told.reviewing, "Venevaja")
    sign_in(page, town.link(Role.OFFICIAL, "Aino V.", "Yhdyskuntatekniikka"))
    page.goto(f"/en/cycles/{town.told.reviewing}/review")
    press(page, page.get_by_role("link", name=f"{number} Venevaja"))
    radios = page.get_by_role("radio")
    pick(page, radios.first, page.get_by_label("No, not feasible"))
    type_into(page, page.get_by_label("Reason for the public, in Finnish"), "Ranta on suojeltu.")
    type_into(page, page.get_by_label("Reason for the public, in Swedish"), "Stranden är skyddad.")
    press(page, page.get_by_role("button", name="Save the answer"))
    expect(page.get_by_text(f"The answer to proposal {number} has been saved.").first).to_be_visible()


def test_resident_votes_by_keyboard(page: Page, town: Town) -> None:
    page.goto(f"/en/cycles/{town.told.voting}/vote")
    type_into(page, page.get_by_label("Your voting code"), town.code().code)
    page.keyboard.press("Enter")
    boxes = page.get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    for box in boxes.all():
        tab_to(page, box)
    page.goto(page.url)
    press(page, boxes.first, "Space")
    expect(boxes.first).to_be_checked()
    press(page, page.get_by_role("button", name="Check your vote"))
    expect(page.get_by_role("heading", level=1)).to_have_text("You have not voted yet")
    press(page, page.get_by_role("button", name="Cast my vote"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")
    press(page, page.get_by_role("button", name="Sign out"))
    expect(page.get_by_text("You have signed out.").first).to_be_visible()


def test_projects_are_put_in_order_by_keyboard(page: Page, town: Town) -> None:
    page.goto("/en/cycles/sijat/vote")
    type_into(page, page.get_by_label("Your voting code"), town.yard_code("sijat").code)
    page.keyboard.press("Enter")
    adds = page.get_by_role("button", name="Choose ")
    expect(adds).to_have_count(8)
    page.wait_for_load_state()
    first, second = (page.locator(".valued .title").nth(place).inner_text() for place in (1, 3))
    press(page, adds.nth(1))
    require_visible_focus(page)
    press(page, adds.nth(2))
    require_visible_focus(page)
    chosen = page.locator(".valued.chosen .title")
    expect(chosen).to_have_text([first, second])
    tab_to(page, page.locator(".valued.chosen .up").nth(1), "Shift+Tab")
    page.keyboard.press("Enter")
    require_visible_focus(page)
    expect(chosen).to_have_text([second, first])
    tab_to(page, page.locator(".valued.chosen input").nth(1))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("1")
    page.keyboard.press("Enter")
    expect(chosen).to_have_text([first, second])
    press(page, page.get_by_role("button", name="Check your vote"))
    expect(page.get_by_role("rowheader")).to_have_text([first, second])
    press(page, page.get_by_role("button", name="Cast my vote"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")


def test_points_and_scores_are_given_by_keyboard(page: Page, town: Town) -> None:
    page.goto("/en/cycles/pisteet/vote")
    type_into(page, page.get_by_label("Your voting code"), town.yard_code("pisteet").code)
    page.keyboard.press("Enter")
    press(page, page.get_by_role("button", name="One point more: Swings"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Points Swings")).to_have_value("2")
    press(page, page.get_by_role("button", name="Check your vote"))
    press(page, page.get_by_role("button", name="Cast my vote"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")

    page.context.clear_cookies()
    page.goto("/en/cycles/arvosanat/vote")
    type_into(page, page.get_by_label("Your voting code"), town.yard_code("arvosanat").code)
    page.keyboard.press("Enter")
    scale = page.get_by_role("radiogroup", name="Swings").get_by_role("radio")
    tab_to(page, scale.first)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(scale.nth(2)).to_be_checked()
    press(page, page.get_by_role("button", name="Check your vote"))
    press(page, page.get_by_role("button", name="Cast my vote"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")
