"""After the result: residents see how their own vote counted, an official tells what is new, and everybody reads it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from pb.main.demo.delivery import BEGUN
from pb.web.roles import Role
from tests.support.town import Town
from tests.support.windows import open_window, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_own_vote_is_added_up_in_the_page_and_nothing_is_sent(browser: Browser, town: Town) -> None:
    window = open_window(browser, town.address)
    page = window.page
    page.goto(f"/en/cycles/{town.told.finished}/results/keskusta/account")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    boxes = page.locator("[data-project]")
    boxes.nth(0).check()
    expect(page.locator("[data-share-out]")).to_contain_text("will be carried out")
    boxes.nth(0).uncheck()
    expect(page.locator("[data-share-out]")).to_contain_text("Nothing is marked yet")
    assert asked == []
    assert page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert window.complaints == []
    window.close()


def test_official_tells_what_is_new_and_residents_read_it(
    visit: Callable[[], Page], town: Town, scripted: bool
) -> None:
    official, resident = visit(), visit()
    sign_in(official, town.link(Role.OFFICIAL, "Aino V.", "Yhdyskuntatekniikka"))
    official.goto(f"/fi/admin/cycles/{town.told.finished}/projects")
    official.locator(f"a[href$='/projects/{BEGUN}']").click()
    official.get_by_role("button", name="Julkaise").click()
    official.locator("input[name=state][value=done]").check()
    official.locator("#f-finish").fill("2026-01-15")
    official.locator("#f-cost").fill("")
    official.get_by_role("button", name="Julkaise").click()
    fault = official.get_by_role("link", name="Kirjoita, mitä hanke maksoi.")
    fault.click()
    expect(official.locator("#f-cost")).to_be_focused()
    told = f"Hiekka on vaihdettu {'skriptillä' if scripted else 'ilman skriptiä'}."
    official.locator("#f-cost").fill("14 100,50")
    official.locator("#f-news_fi").fill(told)
    official.get_by_role("button", name="Julkaise").click()
    expect(official.get_by_text("Tallennettu. Se on nyt julkinen.").first).to_be_visible()

    resident.goto(f"/fi/cycles/{town.told.finished}/results")
    resident.get_by_role("link", name="Seuraa, miten valitut hankkeet etenevät").click()
    resident.locator("#f-state").select_option("done")
    if not scripted:
        resident.get_by_role("button", name="Suodata").click()
    resident.locator(f"a[href$='/projects/{BEGUN}']").click()
    expect(resident.get_by_text(told)).to_be_visible()
    expect(resident.get_by_text("14 100,50 €").first).to_be_visible()
