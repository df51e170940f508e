"""A resident asks, in Finnish, and the city answers by its unit where everybody reads it."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from pb.web.roles import Role
from tests.support.crowd import take_part
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

UNIT = "Yhdyskuntatekniikka"


def test_resident_asks_and_the_city_answers(town: Town, visit: Callable[[], Page]) -> None:
    number = town.proposal(town.told.proposing, "Pysäkille katos")
    address = f"/fi/cycles/{town.told.proposing}/proposals/{number}"
    resident, official, reader = visit(), visit(), visit()
    take_part(resident, town.participant_link(f"{token_hex(4)}@mallila.example"))
    resident.goto(address)
    resident.get_by_role("link", name="Kommentoi tai kysy").click()
    resident.get_by_role("button", name="Julkaise").click()
    expect(resident.get_by_role("alert").locator("xpath=..")).to_be_focused()
    resident.get_by_label("Kysy kaupungilta").check()
    resident.get_by_label("Tekstisi").fill("Milloin katos tulisi? Katso https://mallila.example/katos.")
    resident.get_by_label("Nimi, joka näkyy").fill("Iida")
    resident.get_by_role("button", name="Julkaise").click()
    expect(resident.get_by_text("Kysymyksesi on julkaistu.").first).to_be_visible()

    sign_in(official, town.link(Role.OFFICIAL, "Aino V.", UNIT))
    official.goto(f"/fi/cycles/{town.told.proposing}/review/questions")
    question = official.locator(".thread").filter(has_text="Milloin katos tulisi?")
    question.get_by_role("link", name="Vastaa kysymykseen").click()
    official.get_by_label("Kaupungin vastaus").fill("Katos tulee keväällä.")
    official.get_by_role("button", name="Julkaise vastaus").click()
    expect(official.get_by_text("Vastaus on julkaistu.").first).to_be_visible()

    reader.goto(address)
    expect(reader.get_by_role("heading", name=f"Kaupunki vastaa: {UNIT}")).to_be_visible()
    link = reader.get_by_role("link", name="https://mallila.example/katos")
    expect(link).to_have_attribute("rel", "nofollow ugc noopener")
    expect(link).to_have_attribute("href", "https://mallila.example/katos")
