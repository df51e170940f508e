"""An official answers a proposal in Swedish; a colleague who read an older answer can't overwrite it unseen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pb.web.roles import Role
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

REASON = "Bryggan kan byggas nästa vår."


def open_proposal(page: Page, town: Town, number: int) -> None:
    page.goto("/sv/work")
    page.get_by_role("heading", name="Ungdomarnas snabbpengar").wait_for()
    page.goto(f"/sv/cycles/{town.told.reviewing}/review")
    page.get_by_label("Sökord eller nummer").fill(str(number))
    page.get_by_role("button", name="Filtrera").click()
    page.get_by_role("link", name=f"{number} Brygga").click()


def answer(page: Page, cost: str, reason: str) -> None:
    page.get_by_label("Ja, genomförbart").check()
    page.get_by_label("Kostnad").fill(cost)
    page.get_by_label("Offentlig motivering på svenska").fill(reason)


def test_official_reviews(town: Town, visit: Callable[[], Page]) -> None:
    number = town.proposal(town.told.reviewing, "Brygga")
    first, second = visit(), visit()
    for page, name in ((first, "Aino V."), (second, "Bertil S.")):
        sign_in(page, town.link(Role.OFFICIAL, name, "Stadsmiljön"))
        open_proposal(page, town, number)

    # Without the public reason there is no answer, and nothing typed is lost.
    answer(first, "12 500", "")
    first.get_by_role("button", name="Spara svaret").click()
    expect(first.get_by_role("alert").locator("xpath=..")).to_be_focused()
    expect(first.get_by_role("alert")).to_contain_text("Skriv den offentliga motiveringen.")
    expect(first.get_by_label("Ja, genomförbart")).to_be_checked()
    expect(first.get_by_label("Kostnad")).to_have_value("12 500")
    first.get_by_label("Offentlig motivering på svenska").fill(REASON)
    first.get_by_label("Offentlig motivering på finska").fill("Laiturin voi rakentaa ensi keväänä.")
    first.get_by_role("button", name="Spara svaret").click()
    expect(first.get_by_text(f"Svaret på förslag {number} är sparat.").first).to_be_visible()

    # The colleague's older page is refused, with both texts to compare; saved again, it was a decision.
    answer(second, "9 000", "Bryggan kan vara mindre.")
    with second.expect_response(lambda answered: answered.request.method == "POST") as refused:
        second.get_by_role("button", name="Spara svaret").click()
    assert refused.value.status == 409
    expect(second.get_by_role("heading", name="Sparat under tiden av Aino V.")).to_be_visible()
    expect(second.get_by_text(REASON)).to_be_visible()
    expect(second.get_by_label("Offentlig motivering på svenska")).to_have_value("Bryggan kan vara mindre.")
    expect(second.get_by_label("Kostnad")).to_have_value("9 000")
    second.get_by_role("button", name="Spara svaret").click()
    expect(second.get_by_text(f"Svaret på förslag {number} är sparat.").first).to_be_visible()

    first.goto(f"/sv/cycles/{town.told.reviewing}/review/{number}")
    expect(first.get_by_label("Offentlig motivering på svenska")).to_have_value("Bryggan kan vara mindre.")
    public = visit()
    public.goto(f"/sv/cycles/{town.told.reviewing}/proposals/{number}")
    expect(public.get_by_text("Bryggan kan vara mindre.")).to_have_count(0)
