"""A resident finds that somebody has proposed the same, and joins: in Swedish, with an address confirmed by mail."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.test_resident_takes_part import find_link
from tests.support.accessibility import require_accessible
from tests.support.keyboard import pick, press, type_into
from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def go_on(page: Page) -> None:
    press(page, page.get_by_role("button", name="Spara och fortsätt", exact=True))


def test_resident_joins_instead_of_proposing_the_same(
    town: Town, visit: Callable[[], Page], scripted: bool
) -> None:
    address = f"invanare-{token_hex(4)}@mallila.example"
    title = f"Bokbyteshylla vid hållplatsen {token_hex(2)}"
    number = town.proposal(town.told.proposing, title)
    page = visit()
    page.goto(f"/sv/cycles/{town.told.proposing}/propose/write/what")
    type_into(page, page.get_by_label("Förslagets namn"), title)
    type_into(page, page.get_by_label("Vad föreslår du?"), "En hylla där man byter böcker.")
    go_on(page)
    type_into(page, page.get_by_label("Varför är det viktigt?"), "Böcker är för alla.")
    go_on(page)
    areas = page.get_by_role("group", name="Område").get_by_role("radio")
    pick(page, areas.first, areas.first)
    go_on(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Har någon redan föreslagit samma sak?")
    if scripted:  # what looks is a script too
        require_accessible(page)
    press(page, page.get_by_role("link", name=f"Gå med i det här nr {number}"))
    press(page, page.get_by_role("button", name="Gå med"))
    type_into(page, page.get_by_label("E-postadress"), address)
    press(page, page.get_by_role("button", name="Skicka mig en länk"))
    page.goto(find_link(town, address, "", "/me/link/"))
    press(page, page.get_by_role("button", name="Gå vidare"))

    # Back where the address was asked for, with the draft still there.
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Gå med i förslag {number}")
    pick(page, page.get_by_label("Behåll det, jag kanske skickar det ännu"), page.get_by_label("Glöm det"))
    press(page, page.get_by_role("button", name="Gå med"))
    expect(page.get_by_text("Du är med:").first).to_be_visible()
    expect(page.get_by_text("1 person stöder det här förslaget.")).to_be_visible()
    page.goto(f"/sv/cycles/{town.told.proposing}/propose/check")
    expect(page.get_by_role("link", name="Börja", exact=True)).to_be_visible()
