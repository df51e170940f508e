"""A resident asks and the city answers; two authors agree and their proposals become one."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from pb.kernel.language import Language
from pb.web.roles import Role
from tests.support.crowd import take_part
from tests.support.speech import Speech, in_three_languages
from tests.support.town import Town
from tests.support.windows import see, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

UNIT = "Yhdyskuntatekniikka"


@in_three_languages
def test_resident_asks_and_the_city_answers(
    town: Town, visit: Callable[[], Page], language: Language, scripted: bool
) -> None:
    say = Speech(language)
    number = town.proposal(town.told.proposing, "Pysäkille katos")
    address = f"/{language}/cycles/{town.told.proposing}/proposals/{number}"
    resident, official, reader = visit(), visit(), visit()
    take_part(resident, town.participant_link(f"{token_hex(4)}@mallila.example"))
    resident.goto(address)
    resident.get_by_role("link", name=say("Comment or ask")).click()
    resident.get_by_role("button", name=say("Publish")).click()
    expect(resident.get_by_role("alert").locator("xpath=..")).to_be_focused()
    resident.get_by_label(say("Ask the city")).check()
    resident.get_by_label(say("Your text")).fill("Milloin katos tulisi? Katso https://mallila.example/katos.")
    resident.get_by_label(say("Name shown with what you write")).fill("Iida")
    resident.get_by_role("button", name=say("Publish")).click()
    expect(
        resident.get_by_text(
            say.begin("Your question has been published. The city answers by %(day)s.")
        ).first
    ).to_be_visible()

    sign_in(official, town.link(Role.OFFICIAL, "Aino V.", UNIT))
    official.goto(f"/{language}/cycles/{town.told.proposing}/review/questions")
    question = official.locator(".thread").filter(has_text="Milloin katos tulisi?")
    question.get_by_role("link", name=say("Answer the question")).click()
    official.get_by_label(say("The city's answer")).fill("Katos tulee keväällä.")
    official.get_by_role("button", name=say("Publish the answer")).click()
    see(official, say("The answer has been published."))

    reader.goto(address)
    expect(reader.get_by_role("heading", name=say("The city answers: %(unit)s", unit=UNIT))).to_be_visible()
    link = reader.get_by_role("link", name="https://mallila.example/katos")
    expect(link).to_have_attribute("rel", "nofollow ugc noopener")
    expect(link).to_have_attribute("href", "https://mallila.example/katos")


@in_three_languages
def test_authors_agree_and_two_proposals_become_one(
    town: Town, visit: Callable[[], Page], language: Language, scripted: bool
) -> None:
    say = Speech(language)
    first, second = (
        town.proposal(town.told.proposing, title) for title in ("Penkki rantaan", "Istuin rantaan")
    )
    moderator, author, reader = visit(), visit(), visit()
    sign_in(moderator, town.link(Role.MODERATOR, "Matti K."))
    moderator.goto(f"/{language}/cycles/{town.told.proposing}/review/{first}")
    moderator.get_by_role("link", name=say("Merge with another")).click()
    moderator.get_by_label(say("Numbers of the proposals")).fill(f"{first} {second}")
    moderator.get_by_role("button", name=say("Read side by side")).click()
    expect(moderator.get_by_role("heading", name="Istuin rantaan")).to_be_visible()
    moderator.get_by_label(say("Name in Finnish")).fill("Penkit rantaan")
    moderator.get_by_role("button", name=say("Ask the authors")).click()
    see(moderator, say.begin("The authors have been asked. They have until %(moment)s."))

    merge = moderator.url.rpartition("/")[2]
    for number in (first, second):
        token = town.author_link(town.told.proposing, number)
        author.goto(f"/{language}/cycles/{town.told.proposing}/merges/{merge}/link/{token}")
        expect(author.get_by_role("heading", level=1)).to_have_text(say("May your proposal be merged?"))
        author.get_by_label(say("I agree"), exact=True).check()
        author.get_by_role("button", name=say("Send the answer")).click()
    see(author, say("Thank you. Everybody has agreed, and the proposals are merged now."))

    reader.goto(f"/{language}/cycles/{town.told.proposing}/proposals/{second}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        say("Proposal %(number)s goes on in number %(joint)s", number=second, joint=first)
    )
    reader.get_by_role("link", name=say("Read proposal %(number)s", number=first)).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Penkit rantaan")
    moderator.reload()
    moderator.get_by_role("button", name=say("Undo the merge")).click()
    see(moderator, say("The merge has been undone. Each proposal has its own text again."))
    reader.goto(f"/{language}/cycles/{town.told.proposing}/proposals/{second}")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Istuin rantaan")
