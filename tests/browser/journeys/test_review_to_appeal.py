"""From the review to the release, and through an appeal to the vote: in Swedish, the author by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pb.kernel.ids import CycleId
from pb.web.roles import Role
from tests.support.accessibility import require_accessible
from tests.support.keyboard import press, type_into
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

GRILL, PATH = 1, 2
NO = "Öppen eld är inte tillåten på stranden."
GROUNDS = "Grillen är elektrisk. Den behöver ingen öppen eld."


def answer(page: Page, cycle: CycleId, number: int, verdict: str, cost: str, reason: str) -> None:
    page.goto(f"/sv/cycles/{cycle}/review/{number}")
    page.get_by_label(verdict).check()
    page.get_by_label("Kostnad", exact=True).fill(cost)
    page.get_by_label("Offentlig motivering på svenska").fill(reason)
    page.get_by_label("Offentlig motivering på finska").fill("Perustelu on myös suomeksi.")
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text(f"Svaret på förslag {number} är sparat.").first).to_be_visible()


def test_answers_are_released_together_and_an_appeal_is_decided_by_somebody_else(
    town: Town, visit: Callable[[], Page], scripted: bool
) -> None:
    def look(page: Page) -> None:
        if scripted:  # what looks is a script too
            require_accessible(page)

    cycle = town.review_round()
    first, second, administrator, author, public = visit(), visit(), visit(), visit(), visit()
    sign_in(first, town.link(Role.OFFICIAL, "Aino V.", "Parkerna"))
    sign_in(second, town.link(Role.OFFICIAL, "Bertil S.", "Stadskansliet"))
    sign_in(administrator, town.link(Role.ADMINISTRATOR, "Sofia L."))

    # Nothing is seen before the release, and there is no release while an answer is missing.
    answer(first, cycle, GRILL, "Nej, inte genomförbart", "", NO)
    public.goto(f"/sv/cycles/{cycle}/proposals/{GRILL}")
    expect(public.get_by_text(NO)).to_have_count(0)
    administrator.goto(f"/sv/admin/cycles/{cycle}")
    expect(administrator.get_by_role("button", name="Avsluta fasen i förtid")).to_have_count(0)
    answer(second, cycle, PATH, "Ja, genomförbart", "4 000", "Stigen kan göras i vår.")
    administrator.reload()
    administrator.get_by_role("button", name="Avsluta fasen i förtid").click()
    public.reload()
    expect(public.get_by_text(NO).first).to_be_visible()
    expect(public.get_by_text("Går inte vidare till omröstningen").first).to_be_visible()

    author.goto(f"/sv/cycles/{cycle}/propose/link/{town.author_link(cycle, GRILL)}")
    appeal = author.get_by_role("link", name="Begär rättelse av stadens svar")
    for _ in range(20):  # the calendar opens the next stage a few seconds later
        if appeal.count():
            break
        author.wait_for_timeout(500)
        author.reload()
    press(author, appeal)
    press(author, author.get_by_role("button", name="Skicka rättelseyrkandet"))
    expect(author.get_by_role("alert").locator("xpath=..")).to_be_focused()
    look(author)
    type_into(author, author.get_by_label("Varför borde svaret prövas på nytt?"), GROUNDS)
    press(author, author.get_by_role("button", name="Skicka rättelseyrkandet"))
    expect(author.get_by_text("Förslagsställaren har begärt rättelse").first).to_be_visible()
    look(author)

    # Whoever gave the answer doesn't decide on the appeal.
    first.goto(f"/sv/cycles/{cycle}/review/{GRILL}/appeal")
    expect(first.get_by_text(GROUNDS)).to_be_visible()
    expect(first.get_by_role("button", name="Avgör")).to_have_count(0)
    second.goto(f"/sv/cycles/{cycle}/review/{GRILL}/appeal")
    second.get_by_label("Godkänn rättelseyrkandet").check()
    second.get_by_label("Kostnad").fill("2 500")
    second.get_by_label("Offentlig motivering på svenska").fill("En elgrill går bra.")
    second.get_by_label("Offentlig motivering på finska").fill("Sähkögrilli käy hyvin.")
    look(second)
    second.get_by_role("button", name="Avgör").click()

    public.reload()
    expect(public.get_by_text("Rättelseyrkandet godkändes. Förslaget går till omröstning.")).to_be_visible()
    expect(public.get_by_text("Går vidare till omröstningen").first).to_be_visible()
    expect(public.get_by_text(GROUNDS)).to_have_count(0)
    look(public)
