"""A resident writes a proposal in Finnish, goes on with it later elsewhere, sends it, and takes it back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

WHAT = "Rantapolun varteen laitetaan kolme penkkiä.\n\nYksi niistä tulee laiturin viereen."
WHY = "Moni jaksaa kävellä pidemmälle, kun matkalla voi levätä."


def fill_first_half(page: Page) -> None:
    page.get_by_label("Ehdotuksen nimi").fill("Penkkejä rantapolulle")
    page.get_by_label("Mitä ehdotat?").fill(WHAT)


def fill_second_half(page: Page) -> None:
    page.get_by_label("Miksi tämä on tärkeää?").fill(WHY)
    page.get_by_role("group", name="Alue").get_by_label("Ristiranta").check()
    page.get_by_label("Nimesi tai ryhmäsi nimi").fill("Rannan ystävät")


def test_resident_proposes(town: Town, visit: Callable[[], Page]) -> None:
    first = visit()
    first.goto("/fi")
    first.get_by_role("link", name="Kierrokset", exact=True).click()
    first.get_by_role("link", name="Mallilan osallistuva budjetointi 2027").click()
    first.get_by_role("link", name="Tee ehdotus").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Tee ehdotus")
    first.get_by_role("link", name="Aloita", exact=True).click()

    # A form with faults keeps every word and says first of all what to put right.
    fill_first_half(first)
    first.get_by_role("button", name="Jatka", exact=True).click()
    summary = first.get_by_role("alert").locator("xpath=..")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("Korjaa nämä kohdat")
    expect(first).to_have_title("Virhe: Ehdotuksesi – Mallila")
    assert summary.get_by_role("link").all_inner_texts() == [
        "Kirjoita, miksi se on tärkeää.",
        "Valitse alue.",
        "Kirjoita nimesi tai ryhmäsi nimi.",
    ]
    expect(first.get_by_label("Ehdotuksen nimi")).to_have_value("Penkkejä rantapolulle")
    expect(first.get_by_label("Mitä ehdotat?")).to_have_value(WHAT)
    summary.get_by_role("link", name="Kirjoita, miksi se on tärkeää.").click()
    expect(first.get_by_label("Miksi tämä on tärkeää?")).to_be_focused()
    first.get_by_label("Sähköpostiosoite").fill("ei osoite")
    first.get_by_role("button", name="Tallenna luonnos").click()
    expect(first.get_by_role("alert")).to_contain_text("nimi@esimerkki.fi")
    expect(first.get_by_label("Sähköpostiosoite")).to_have_value("ei osoite")

    # Half written, it is kept and found again by its link in another browser.
    first.get_by_label("Sähköpostiosoite").fill("")
    first.get_by_role("button", name="Tallenna luonnos").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Luonnos on tallennettu")
    link = first.get_by_role(
        "link", name=f"{town.address}/fi/cycles/{town.told.proposing}/propose/link/"
    ).inner_text()
    second = visit()
    second.goto(link)
    expect(second.get_by_label("Mitä ehdotat?")).to_have_value(WHAT)
    fill_second_half(second)
    second.get_by_role("button", name="Jatka", exact=True).click()

    # Everything is read once more before it is sent.
    expect(second.get_by_role("heading", level=1)).to_have_text("Tarkista ehdotuksesi ja lähetä se")
    expect(second.get_by_text("Yksi niistä tulee laiturin viereen.")).to_be_visible()
    second.get_by_role("link", name="Muuta Ehdotuksen nimi").click()
    second.get_by_label("Ehdotuksen nimi").fill("Kolme penkkiä rantapolulle")
    second.get_by_role("button", name="Jatka", exact=True).click()
    second.get_by_role("button", name="Lähetä ehdotus").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Ehdotuksesi on lähetetty")
    number = second.get_by_text("Ehdotuksesi numero").locator("xpath=following-sibling::p").inner_text()

    reader = visit()
    address = f"/fi/cycles/{town.told.proposing}/proposals/{number}"
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kolme penkkiä rantapolulle")
    expect(reader.get_by_text("Rannan ystävät")).to_be_visible()

    second.get_by_role("link", name="Peru ehdotus").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Perutaanko ehdotus?")
    second.get_by_role("button", name="Peru ehdotus").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Ehdotuksesi on peruttu")
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 410
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"Ehdotus {number} on peruttu")
    expect(reader.get_by_text("Rantapolun varteen")).to_have_count(0)
