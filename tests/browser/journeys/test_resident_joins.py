"""A resident finds that somebody has proposed the same, and joins, with an address confirmed by mail."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from pb.kernel.language import Language
from tests.browser.journeys.test_resident_takes_part import find_link
from tests.support.accessibility import require_accessible
from tests.support.keyboard import pick, press, type_into
from tests.support.speech import Speech, in_three_languages
from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def go_on(page: Page, say: Speech) -> None:
    press(page, page.get_by_role("button", name=say("Save and continue"), exact=True))


@in_three_languages
def test_resident_joins_instead_of_proposing_the_same(
    town: Town, visit: Callable[[], Page], language: Language, scripted: bool
) -> None:
    say = Speech(language)
    address = f"invanare-{token_hex(4)}@mallila.example"
    title = f"Bokbyteshylla vid hållplatsen {token_hex(2)}"
    number = town.proposal(town.told.proposing, title)
    page = visit()
    page.goto(f"/{language}/cycles/{town.told.proposing}/propose/write/what")
    type_into(page, page.get_by_label(say("Name of the proposal")), title)
    type_into(page, page.get_by_label(say("What do you propose?")), "En hylla där man byter böcker.")
    go_on(page, say)
    type_into(page, page.get_by_label(say("Why is this important?")), "Böcker är för alla.")
    go_on(page, say)
    areas = page.get_by_role("group", name=say("Area")).get_by_role("radio")
    pick(page, areas.first, areas.first)
    go_on(page, say)

    expect(page.get_by_role("heading", level=1)).to_have_text(say("Has somebody proposed the same?"))
    if scripted:  # what looks is a script too
        require_accessible(page)
    press(
        page, page.get_by_role("link", name=f"{say('Join this one')} {say('No %(number)s', number=number)}")
    )
    press(page, page.get_by_role("button", name=say("Join")))
    type_into(page, page.get_by_label(say("E-mail address")), address)
    press(page, page.get_by_role("button", name=say("Send me a link")))
    page.goto(find_link(town, address, "", "/me/link/"))
    press(page, page.get_by_role("button", name=say("Go on")))

    # Back where the address was asked for, with the draft still there.
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Join proposal %(number)s", number=number))
    pick(page, page.get_by_label(say("Keep it, I may still send it")), page.get_by_label(say("Forget it")))
    press(page, page.get_by_role("button", name=say("Join")))
    expect(
        page.get_by_text(
            say(
                "You have joined: you support this proposal, and we write to you when something happens to it."
            )
        ).first
    ).to_be_visible()
    expect(
        page.get_by_text(
            say.many("%(num)s person supports this proposal.", "%(num)s people support this proposal.", 1)
        )
    ).to_be_visible()
    page.goto(f"/{language}/cycles/{town.told.proposing}/propose/check")
    expect(page.get_by_role("link", name=say("Start now"), exact=True)).to_be_visible()
