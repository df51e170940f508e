"""A council files its statement by keyboard, and an official answers it; the reading help is for Finnish."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from pb.kernel.clock import SystemClock
from pb.kernel.language import Language
from pb.web.roles import Role
from tests.support.keyboard import press, type_into
from tests.support.speech import Speech, in_three_languages
from tests.support.town import Town
from tests.support.windows import see, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

TEXT = "Elokuvaan pitää päästä bussilla. Viimeinen bussi lähtee nyt kello yhdeksän. Se on liian aikaisin."
HARD = (
    "Kulttuuripalveluiden tapahtumatuotantoyksikkö on joukkoliikennesuunnittelijoiden kanssa neuvoteltuaan todennut, "
    "että iltavuorojen lisääminen edellyttäisi liikennöintisopimuksen muuttamista"
)
SHORTER = {Language.FI: "Löytyykö lyhyempi?", Language.EN: "Is there a shorter one?"}
READY = {
    Language.FI: "Voidaan toteuttaa",
    Language.SV: "Kan genomföras",
    Language.EN: "Can be carried out",
}
"""The name of a ready-made reason, as the round declares it."""


@in_three_languages
def test_statement_is_filed_and_answered(
    town: Town, visit: Callable[[], Page], language: Language, scripted: bool
) -> None:
    say = Speech(language)
    finnish, swedish_too = say("in Finnish"), say("in Swedish")
    council = f"Kulttuurin kävijät {language}"
    young, official = visit(), visit()
    sign_in(young, town.link(Role.COUNCIL, "Elsa N.", council))
    sign_in(official, town.link(Role.OFFICIAL, "Aino V.", "Kulttuuripalvelut"))

    tomorrow = (SystemClock().now() + timedelta(days=1)).date().isoformat()
    official.goto(f"/{language}/cycles/{town.told.reviewing}/statements/ask")
    official.get_by_label(council).check()
    official.get_by_label(say("Due")).fill(tomorrow)
    official.get_by_label(f"{say('What the council is asked')}, {finnish}").fill("Miten elokuvaan pääsee?")
    official.get_by_role("button", name=say("Ask")).click()
    see(official, say("The councils have been asked."))

    young.goto(f"/{language}/account")
    press(young, young.get_by_role("link", name=say("My work")))
    press(young, young.get_by_role("link", name=say("Write the statements that councils were asked for")))
    press(young, young.get_by_role("link", name=say("On the whole round")))
    type_into(young, young.get_by_label(f"{say('The statement')}, {finnish}"), TEXT)
    press(young, young.get_by_role("button", name=say("Save draft")))
    see(young, say("Easy to read"))
    press(young, young.get_by_role("button", name=say("File the statement")))
    see(young, say("The statement has been filed. Anyone can read it."))

    official.reload()
    official.get_by_role("link", name=f"{say('Write the answer')} {council}").click()
    see(official, TEXT)
    why = official.get_by_label(f"{say('What changed, or why nothing did')}, {finnish}")
    why.fill(HARD)
    if scripted:
        see(official, f"{say('Very hard to read')} (LIX")
        see(official, SHORTER[language])
        why.fill("")
        expect(official.get_by_text(SHORTER[language])).to_be_hidden()
    why.fill("")
    official.get_by_label(say("The city changed its plan"), exact=True).press("Enter")
    expect(official.get_by_role("alert")).to_be_visible()
    expect(why).to_have_value("")
    official.get_by_text(say("Begin from a ready-made reason")).click()
    official.get_by_role("button", name=READY[language]).click()
    expect(why).to_have_value("Kaupunki voi toteuttaa ehdotuksen. Työ kestää arviolta [aika].")
    swedish = official.get_by_label(f"{say('What changed, or why nothing did')}, {swedish_too}")
    expect(swedish).to_have_value("Staden kan genomföra förslaget. Arbetet tar uppskattningsvis [tid].")
    official.get_by_label(f"{say('What the city heard')}, {finnish}").fill("Bussin pitää kulkea myöhempään.")
    official.get_by_label(f"{say('What the city heard')}, {swedish_too}").fill("Bussen ska gå senare.")
    official.get_by_label(say("The city changed its plan"), exact=True).check()
    official.get_by_role("button", name=say("Save the answer")).click()
    see(official, say("The answer to the statement has been saved."))
    row = official.get_by_role("row").filter(has_text=council)
    expect(row.get_by_text(say("Answered by the city"))).to_be_visible()

    young.goto(f"/{language}/cycles/{town.told.reviewing}/statements")
    see(young, TEXT)
    expect(young.get_by_text("Bussin pitää kulkea myöhempään.")).to_have_count(0)
