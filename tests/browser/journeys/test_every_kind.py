"""Every kind of ballot from the code to the receipt, with scripts and without, by what people read on the page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def enter(page: Page, town: Town, cycle: str) -> None:
    page.goto(f"/en/cycles/{cycle}/vote")
    page.get_by_label("Your voting code").fill(town.yard_code(cycle).code)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Check your vote")).to_be_visible()


def check(page: Page) -> None:
    page.get_by_role("button", name="Check your vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have not voted yet")


def refuse(page: Page, words: str) -> None:
    """Look at a check that can't be cast, and go back."""
    check(page)
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("alert").locator("xpath=..")).to_be_focused()
    expect(page.get_by_role("button", name="Cast my vote")).to_have_count(0)
    page.get_by_role("button", name="Change your choice").click()
    expect(page.get_by_role("button", name="Check your vote")).to_be_visible()


def cast(page: Page) -> None:
    page.get_by_role("button", name="Cast my vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your vote has been cast")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.").first).to_be_visible()


def row(page: Page, project: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=project))


def test_points_are_shared(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    enter(page, town, "pisteet")
    expect(
        page.get_by_text("You have 10 points to share. Give one project 6 points at most.")
    ).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="One point more: Swings").click()
    expect(page.get_by_text("Points left: 8").first).to_be_visible()
    page.get_by_label("Points Bicycle rack").fill("9")
    refuse(page, "Give at most 6 points: Bicycle rack.")
    expect(page.get_by_label("Points Bicycle rack")).to_have_value("9")
    page.get_by_label("Points Bicycle rack").fill("six")
    refuse(page, "Write a whole number: Bicycle rack.")
    page.get_by_label("Points Bicycle rack").fill("6")
    page.get_by_role("button", name="One point less: Swings").click()
    check(page)
    expect(row(page, "Swings")).to_contain_text("1")
    expect(row(page, "Bicycle rack")).to_contain_text("6")
    expect(row(page, "Together, of 10")).to_contain_text("7")
    cast(page)


def test_scores_are_given(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    enter(page, town, "arvosanat")
    refuse(page, "You have given no score.")
    page.get_by_role("radiogroup", name="Swings").get_by_label("5").check()
    page.get_by_role("radiogroup", name="Climbing wall").get_by_label("2").check()
    check(page)
    expect(row(page, "Swings")).to_contain_text("5")
    expect(row(page, "Climbing wall")).to_contain_text("2")
    expect(page.get_by_role("row")).to_have_count(3)
    cast(page)


def test_blank_vote_is_cast_where_the_rule_allows_it(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    enter(page, town, "asteikko")
    page.get_by_label("Score Swings").select_option("10")
    page.get_by_label("Score Swings").select_option("0")
    check(page)
    expect(page.get_by_text("Your vote is blank.")).to_be_visible()
    cast(page)


def test_projects_are_put_in_order(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    enter(page, town, "sijat")
    for project in ("Swings", "Outdoor stage", "Bicycle rack", "Climbing wall"):
        page.get_by_role("button", name=f"Choose {project}").click()
        expect(page.get_by_label(f"Place {project}")).not_to_have_value("")
    refuse(page, "You have chosen 4 projects. Choose 3 at most.")
    page.get_by_role("button", name="Move up: Bicycle rack").click()
    expect(page.get_by_label("Place Bicycle rack")).to_have_value("2")
    page.get_by_role("button", name="Remove Climbing wall").click()
    expect(page.get_by_label("Place Climbing wall")).to_have_value("")
    check(page)
    headers = page.get_by_role("rowheader")
    expect(headers).to_have_text(["7 Swings", "5 Bicycle rack", "6 Outdoor stage for shows"])
    cast(page)


def test_one_project_is_chosen(town: Town, visit: Callable[[], Page]) -> None:
    page = visit()
    enter(page, town, "yksi")
    page.get_by_label("Swings").check()
    page.get_by_label("Painted hopscotch").check()
    check(page)
    expect(page.get_by_role("rowheader")).to_have_text(["8 Painted hopscotch"])
    page.get_by_role("button", name="Change your choice").click()
    page.get_by_label("No project: a blank vote").check()
    check(page)
    expect(page.get_by_text("Your vote is blank.")).to_be_visible()
    cast(page)


def test_search_keeps_what_is_chosen(town: Town, visit: Callable[[], Page], scripted: bool) -> None:
    page = visit()
    enter(page, town, "sijat")
    page.get_by_role("button", name="Choose Swings").click()
    page.get_by_label("Find a project").fill("bicycle")
    if not scripted:
        page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Projects found: 1")).to_be_visible()
    expect(page.get_by_role("button", name="Remove Swings")).to_be_hidden()
    page.get_by_role("button", name="Choose Bicycle rack").click()
    check(page)
    expect(page.get_by_role("rowheader")).to_have_text(["7 Swings", "5 Bicycle rack"])
