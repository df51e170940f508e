"""A council member signs in, in Finnish, chooses a password, follows the rounds, and gets no further."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pb.web.roles import Role
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PASSWORD = "lautta kulkee aamuisin"


def test_council_member_follows_the_rounds(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    link = town.link(Role.COUNCIL, "Elsa N.", "Nuorisovaltuusto")
    sign_in(page, link)
    name = page.get_by_role("term").filter(has_text="Käyttäjätunnus").locator("xpath=following-sibling::dd")
    sign_in_name = name.inner_text()
    page.get_by_role("link", name="Valitse salasana").click()
    page.get_by_label("Uusi salasana").fill("lyhyt")
    page.get_by_role("button", name="Tallenna salasana").click()
    expect(page.get_by_role("alert").locator("xpath=..")).to_be_focused()
    expect(page.get_by_label("Uusi salasana")).to_have_value("")
    page.get_by_label("Uusi salasana").fill(PASSWORD)
    page.get_by_role("button", name="Tallenna salasana").click()
    expect(page.get_by_text("Salasanasi on vaihdettu.").first).to_be_visible()

    page.get_by_role("link", name="Omat tehtävät").click()
    expect(page.get_by_role("heading", name="Nuorten pikaraha")).to_be_visible()
    expect(page.get_by_role("link", name="Hallinta")).to_have_count(0)
    for work in page.locator("main a").all():
        found = page.request.get(f"{town.address}{work.get_attribute('href')}")
        assert found.status == 200, work
    page.goto(f"/fi/admin/cycles/{town.told.voting}/journal")
    expect(page.get_by_role("heading", name="Ketju on ehjä")).to_be_visible()
    for closed in ("admin", f"cycles/{town.told.reviewing}/review", f"admin/cycles/{town.told.voting}/roll"):
        answer = page.goto(f"/fi/{closed}")
        assert answer is not None
        assert answer.status == 403

    # The link is used up; the password works, and leads to where one was going.
    page.goto("/fi/account")
    page.get_by_role("button", name="Kirjaudu ulos").first.click()
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 410
    page.goto("/fi/work")
    page.get_by_label("Käyttäjätunnus").fill(sign_in_name)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu sisään").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Omat tehtävät")
