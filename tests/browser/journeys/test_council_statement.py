"""A council files its statement by keyboard, and an official answers it, in Finnish, with scripts and without."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from pb.kernel.clock import SystemClock
from pb.web.roles import Role
from tests.support.keyboard import press, type_into
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

TEXT = "Elokuvaan pitää päästä bussilla. Viimeinen bussi lähtee nyt kello yhdeksän. Se on liian aikaisin."
HARD = (
    "Kulttuuripalveluiden tapahtumatuotantoyksikkö on joukkoliikennesuunnittelijoiden kanssa neuvoteltuaan todennut, "
    "että iltavuorojen lisääminen edellyttäisi liikennöintisopimuksen muuttamista"
)


def test_statement_is_filed_and_answered(town: Town, visit: Callable[[], Page], scripted: bool) -> None:
    council = f"Kulttuurin kävijät {scripted}"
    young, official = visit(), visit()
    sign_in(young, town.link(Role.COUNCIL, "Elsa N.", council))
    sign_in(official, town.link(Role.OFFICIAL, "Aino V.", "Kulttuuripalvelut"))

    tomorrow = (SystemClock().now() + timedelta(days=1)).date().isoformat()
    official.goto(f"/fi/cycles/{town.told.reviewing}/statements/ask")
    official.get_by_label(council).check()
    official.get_by_label("Määräpäivä").fill(tomorrow)
    official.get_by_label("Mitä toimielimeltä kysytään, suomeksi").fill("Miten elokuvaan pääsee?")
    official.get_by_role("button", name="Pyydä").click()
    expect(official.get_by_text("Lausunnot on pyydetty.").first).to_be_visible()

    press(young, young.get_by_role("link", name="Omat tehtävät"))
    press(young, young.get_by_role("link", name="Kirjoita pyydetyt lausunnot"))
    press(young, young.get_by_role("link", name="Koko kierroksesta"))
    type_into(young, young.get_by_label("Lausunto, suomeksi"), TEXT)
    press(young, young.get_by_role("button", name="Tallenna luonnos"))
    expect(young.get_by_text("Helppo lukea").first).to_be_visible()
    press(young, young.get_by_role("button", name="Anna lausunto"))
    expect(young.get_by_text("Lausunto on annettu.").first).to_be_visible()

    official.reload()
    official.get_by_role("link", name=f"Kirjoita vastaus {council}").click()
    expect(official.get_by_text(TEXT)).to_be_visible()
    why = official.get_by_label("Mikä muuttui tai miksi mikään ei muuttunut, suomeksi")
    why.fill(HARD)
    if scripted:
        expect(official.get_by_text("Hyvin vaikea lukea (LIX").first).to_be_visible()
        expect(official.get_by_text("Löytyykö lyhyempi?")).to_be_visible()
        why.fill("")
        expect(official.get_by_text("Löytyykö lyhyempi?")).to_be_hidden()
    why.fill("")
    official.get_by_label("Kaupunki muutti suunnitelmaansa", exact=True).press("Enter")
    expect(official.get_by_role("alert")).to_be_visible()
    expect(why).to_have_value("")
    official.get_by_text("Aloita valmiista perustelusta").click()
    official.get_by_role("button", name="Voidaan toteuttaa").click()
    expect(why).to_have_value("Kaupunki voi toteuttaa ehdotuksen. Työ kestää arviolta [aika].")
    swedish = official.get_by_label("Mikä muuttui tai miksi mikään ei muuttunut, ruotsiksi")
    expect(swedish).to_have_value("Staden kan genomföra förslaget. Arbetet tar uppskattningsvis [tid].")
    official.get_by_label("Mitä kaupunki kuuli, suomeksi").fill("Bussin pitää kulkea myöhempään.")
    official.get_by_label("Mitä kaupunki kuuli, ruotsiksi").fill("Bussen ska gå senare.")
    official.get_by_label("Kaupunki muutti suunnitelmaansa", exact=True).check()
    official.get_by_role("button", name="Tallenna vastaus").click()
    expect(official.get_by_text("Vastaus lausuntoon on tallennettu.").first).to_be_visible()
    row = official.get_by_role("row").filter(has_text=council)
    expect(row.get_by_text("Kaupunki on vastannut")).to_be_visible()

    young.goto(f"/fi/cycles/{town.told.reviewing}/statements")
    expect(young.get_by_text(TEXT).first).to_be_visible()
    expect(young.get_by_text("Bussin pitää kulkea myöhempään.")).to_have_count(0)
