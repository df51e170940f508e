"""An official at a desk hands a ballot over; the resident votes on it, and the device is empty afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pb.web.roles import Role
from tests.support.accessibility import require_accessible
from tests.support.keyboard import pick, press, tab_to, type_into
from tests.support.pictures import show_page
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def find_resident(page: Page, cycle: str, code: str) -> None:
    page.goto("/en/work")
    page.get_by_role("link", name="Voting desk").first.click()
    page.goto(f"/en/cycles/{cycle}/desk")
    page.get_by_label("Personal identity code").fill(code[:7])
    page.get_by_role("button", name="Find").click()
    assert heading(page) == "The resident on the roll"
    expect(page.get_by_text("May vote")).to_be_visible()


def vouch(page: Page, device: str) -> None:
    page.get_by_label("Identity card").check()
    page.get_by_label("I have checked that the document").check()
    page.get_by_label(device).check()
    page.get_by_role("button", name="Hand the ballot over").click()


def cast(page: Page) -> None:
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Check your vote").click()
    page.get_by_role("button", name="Cast my vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")


def test_resident_votes_on_the_device_of_the_desk(
    town: Town, visit: Callable[[], Page], *, scripted: bool
) -> None:
    code = town.code().code
    page = visit()
    sign_in(page, town.link(Role.DESK, "Helmi R."))
    find_resident(page, town.told.voting, code)
    page.get_by_role("button", name="Hand the ballot over").click()
    expect(page.get_by_role("alert")).to_contain_text("Look at the document first")
    vouch(page, "On this device")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Choose projects")
    expect(page.get_by_text("Helmi R.")).to_have_count(0)
    cast(page)
    if scripted:
        require_accessible(page)
    show_page(page, "vote-done-desk", "en", "light")

    page.get_by_role("button", name="Finish and lock this device").click()
    assert heading(page) == "This device is locked"
    assert page.context.cookies() == []
    page.go_back()
    expect(page.get_by_text("Your vote has been cast")).to_have_count(0)
    page.goto(f"/en/cycles/{town.told.voting}/desk")
    assert heading(page) == "Staff sign-in"

    again = visit()
    sign_in(again, town.link(Role.DESK, "Helmi R."))
    find_resident(again, town.told.voting, code)
    expect(again.get_by_text("Has voted at a desk")).to_be_visible()
    expect(again.get_by_role("button", name="Hand the ballot over")).to_have_count(0)


def test_resident_votes_on_another_device_and_a_mistaken_visit_is_taken_back(
    town: Town, visit: Callable[[], Page]
) -> None:
    official, device = visit(), visit()
    sign_in(official, town.link(Role.DESK, "Helmi R."))
    find_resident(official, town.told.voting, town.code().code)
    vouch(official, "On another device")
    assert heading(official) == "Code for the resident"
    shown = official.locator(".code-panel .code").inner_text()
    expect(official.get_by_role("img", name="QR code")).to_be_visible()
    official.get_by_role("button", name="Take back").click()
    expect(official.get_by_text("The visit has been taken back.").first).to_be_visible()

    device.goto(f"/en/cycles/{town.told.voting}/vote")
    device.get_by_role("link", name="I have a code from the desk").click()
    device.get_by_label("Code from the desk").fill(shown)
    device.get_by_role("button", name="Begin").click()
    expect(device.get_by_role("alert")).to_contain_text("Ask the official for a new one.")

    find_resident(official, town.told.voting, town.code().code)
    vouch(official, "On another device")
    device.get_by_label("Code from the desk").fill(official.locator(".code-panel .code").inner_text().lower())
    device.get_by_role("button", name="Begin").click()
    cast(device)
    official.get_by_role("link", name="Next resident").click()
    expect(official.get_by_text("No visit is open.")).to_be_visible()


@pytest.mark.parametrize("scripted", [True], indirect=True)
def test_desk_is_worked_with_the_keyboard_alone(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    sign_in(page, town.link(Role.DESK, "Helmi R."))
    page.goto(f"/en/cycles/{town.told.voting}/desk")
    type_into(page, page.get_by_label("Personal identity code"), town.code().code[:7])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The resident on the roll")
    pick(page, page.get_by_label("Passport"), page.get_by_label("Driving licence"))
    tab_to(page, page.get_by_label("I have checked that the document"))
    page.keyboard.press("Space")
    pick(page, page.get_by_label("On this device"), page.get_by_label("On another device"))
    press(page, page.get_by_role("button", name="Hand the ballot over"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Code for the resident")
