"""From the review to the release, and through an appeal to the vote; the author by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.web.roles import Role
from tests.support.accessibility import require_accessible
from tests.support.keyboard import press, type_into
from tests.support.speech import Speech, in_three_languages
from tests.support.town import Town
from tests.support.windows import see, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

GRILL, PATH = 1, 2
NO = "Öppen eld är inte tillåten på stranden."
GROUNDS = "Grillen är elektrisk. Den behöver ingen öppen eld."


def answer(
    page: Page, language: Language, cycle: CycleId, number: int, verdict: str, cost: str, reason: str
) -> None:
    say = Speech(language)
    page.goto(f"/{language}/cycles/{cycle}/review/{number}")
    page.get_by_label(verdict).check()
    page.get_by_label(say("Cost"), exact=True).fill(cost)
    page.get_by_label(say("Reason for the public, in Swedish")).fill(reason)
    page.get_by_label(say("Reason for the public, in Finnish")).fill(reason)
    page.get_by_role("button", name=say("Save the answer")).click()
    see(page, say("The answer to proposal %(number)s has been saved.", number=number))


@in_three_languages
def test_answers_are_released_together_and_an_appeal_is_decided_by_somebody_else(
    town: Town, visit: Callable[[], Page], language: Language, scripted: bool
) -> None:
    say = Speech(language)

    def look(page: Page) -> None:
        if scripted:  # what looks is a script too
            require_accessible(page)

    cycle = town.review_round()
    first, second, administrator, author, public = visit(), visit(), visit(), visit(), visit()
    sign_in(first, town.link(Role.OFFICIAL, "Aino V.", "Parkerna"))
    sign_in(second, town.link(Role.OFFICIAL, "Bertil S.", "Stadskansliet"))
    sign_in(administrator, town.link(Role.ADMINISTRATOR, "Sofia L."))

    # Nothing is seen before the release, and there is no release while an answer is missing.
    answer(first, language, cycle, GRILL, say("No, not feasible"), "", NO)
    public.goto(f"/{language}/cycles/{cycle}/proposals/{GRILL}")
    expect(public.get_by_text(NO)).to_have_count(0)
    administrator.goto(f"/{language}/admin/cycles/{cycle}")
    expect(administrator.get_by_role("button", name=say("Close the stage early"))).to_have_count(0)
    answer(second, language, cycle, PATH, say("Yes, feasible"), "4 000", "Stigen kan göras i vår.")
    administrator.reload()
    administrator.get_by_role("button", name=say("Close the stage early")).click()
    public.reload()
    see(public, NO)
    see(public, say("Does not go to the vote"))

    author.goto(f"/{language}/cycles/{cycle}/propose/link/{town.author_link(cycle, GRILL)}")
    appeal = author.get_by_role("link", name=say("Appeal against the city's answer"))
    for _ in range(20):  # the calendar opens the next stage a few seconds later
        if appeal.count():
            break
        author.wait_for_timeout(500)
        author.reload()
    press(author, appeal)
    press(author, author.get_by_role("button", name=say("File the appeal")))
    expect(author.get_by_role("alert").locator("xpath=..")).to_be_focused()
    look(author)
    type_into(author, author.get_by_label(say("Why should the answer be looked at again?")), GROUNDS)
    press(author, author.get_by_role("button", name=say("File the appeal")))
    see(author, say("The author has appealed"))
    look(author)

    # Whoever gave the answer doesn't decide on the appeal.
    first.goto(f"/{language}/cycles/{cycle}/review/{GRILL}/appeal")
    see(first, GROUNDS)
    expect(first.get_by_role("button", name=say("Decide"))).to_have_count(0)
    second.goto(f"/{language}/cycles/{cycle}/review/{GRILL}/appeal")
    second.get_by_label(say("Uphold the appeal")).check()
    second.get_by_label(say("Cost")).fill("2 500")
    second.get_by_label(say("Reason for the public, in Swedish")).fill("En elgrill går bra.")
    second.get_by_label(say("Reason for the public, in Finnish")).fill("Sähkögrilli käy hyvin.")
    look(second)
    second.get_by_role("button", name=say("Decide")).click()

    public.reload()
    see(public, say("The appeal was upheld. The proposal goes to the vote."))
    see(public, say("Goes to the vote"))
    expect(public.get_by_text(GROUNDS)).to_have_count(0)
    look(public)
