"""A resident votes in English with the code of the letter: once, and within the money."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

GROUPS = re.compile(r"^[0-9A-Z]{4}(-[0-9A-Z]{2,4})+$")


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def give_code(page: Page, code: str) -> None:
    page.get_by_label("Your voting code").fill(code)
    page.get_by_role("button", name="Continue").click()


def test_resident_votes(town: Town, visit: Callable[[], Page]) -> None:
    code = town.code().code
    page = visit()
    page.goto(f"/en/cycles/{town.told.voting}")
    page.get_by_role("link", name="Vote", exact=True).click()

    # A code with a slip of the finger is kept to be corrected.
    give_code(page, code[:-1])
    expect(page.get_by_role("alert").locator("xpath=..")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("A voting code has 16 letters and digits.")
    expect(page.get_by_label("Your voting code")).to_have_value(code[:-1])
    give_code(page, code.lower().replace("-", " "))

    # More than the money allows is shown as such, can be changed, and can't be cast.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Choose projects")
    boxes = page.get_by_role("checkbox")
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="Check your vote").click()
    expect(page.get_by_role("alert")).to_contain_text("more than the area has")
    expect(page.get_by_role("alert").locator("xpath=..")).to_be_focused()
    expect(page.get_by_role("button", name="Cast my vote")).to_have_count(0)
    page.get_by_role("button", name="Change your choice").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(boxes.count())
    for box in boxes.all()[1:]:
        box.uncheck()
    page.get_by_role("button", name="Check your vote").click()
    assert heading(page) == "You have not voted yet"
    expect(page.get_by_text("1 project chosen")).to_be_visible()
    page.get_by_role("button", name="Change your choice").click()
    boxes.first.uncheck()
    boxes.nth(1).check()
    chosen = boxes.nth(1).locator("xpath=following-sibling::label").inner_text()
    page.get_by_role("button", name="Check your vote").click()
    expect(page.get_by_role("rowheader", name=chosen)).to_be_visible()
    page.get_by_role("button", name="Cast my vote").click()
    assert heading(page) == "Your vote has been cast"
    expect(page.get_by_text(GROUPS)).to_be_visible()

    # The receipt stays when the page is loaded again, and is gone with the sign-out.
    page.reload()
    assert heading(page) == "Your vote has been cast"
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.").first).to_be_visible()
    page.goto(f"/en/cycles/{town.told.voting}/vote/done")
    expect(page.get_by_label("Your voting code")).to_be_visible()

    again = visit()
    again.goto(f"/en/cycles/{town.told.voting}/vote")
    give_code(again, code)
    assert heading(again) == "You have already voted"
    again.get_by_role("button", name="Sign out").click()
    expect(again.get_by_text("You have signed out.").first).to_be_visible()


def test_pupil_chooses_an_area_and_at_most_three_projects(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    page.goto(f"/en/cycles/{town.schools}/vote")
    give_code(page, town.pupil_code().code)
    assert heading(page) == "Choose the area where you vote"
    page.get_by_label("Ristiranta").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose projects: Ristiranta")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Check your vote").click()
    expect(page.get_by_role("alert")).to_contain_text("You have chosen 4 projects. Choose 3 at most.")
    page.get_by_role("button", name="Change your choice").click()
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Check your vote").click()
    page.get_by_role("button", name="Cast my vote").click()
    assert heading(page) == "Your vote has been cast"
