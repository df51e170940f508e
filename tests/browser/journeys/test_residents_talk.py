"""A resident asks and the city answers; two authors agree and their proposals become one. In Finnish."""

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


def test_authors_agree_and_two_proposals_become_one(town: Town, visit: Callable[[], Page]) -> None:
    first, second = (
        town.proposal(town.told.proposing, title) for title in ("Penkki rantaan", "Istuin rantaan")
    )
    moderator, author, reader = visit(), visit(), visit()
    sign_in(moderator, town.link(Role.MODERATOR, "Matti K."))
    moderator.goto(f"/fi/cycles/{town.told.proposing}/review/{first}")
    moderator.get_by_role("link", name="Yhdistä toiseen").click()
    moderator.get_by_label("Ehdotusten numerot").fill(f"{first} {second}")
    moderator.get_by_role("button", name="Lue rinnakkain").click()
    expect(moderator.get_by_role("heading", name="Istuin rantaan")).to_be_visible()
    moderator.get_by_label("Nimi suomeksi").fill("Penkit rantaan")
    moderator.get_by_role("button", name="Kysy tekijöiltä").click()
    expect(moderator.get_by_text("Tekijöiltä on kysytty.").first).to_be_visible()

    merge = moderator.url.rpartition("/")[2]
    for number in (first, second):
        token = town.author_link(town.told.proposing, number)
        author.goto(f"/fi/cycles/{town.told.proposing}/merges/{merge}/link/{token}")
        expect(author.get_by_role("heading", level=1)).to_have_text("Voiko ehdotuksesi yhdistää?")
        author.get_by_label("Suostun", exact=True).check()
        author.get_by_role("button", name="Lähetä vastaus").click()
    expect(author.get_by_text("Kaikki ovat suostuneet").first).to_be_visible()

    reader.goto(f"/fi/cycles/{town.told.proposing}/proposals/{second}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        f"Ehdotus {second} jatkuu ehdotuksessa {first}"
    )
    reader.get_by_role("link", name=f"Lue ehdotus {first}").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Penkit rantaan")
    moderator.reload()
    moderator.get_by_role("button", name="Pura yhdistäminen").click()
    expect(moderator.get_by_text("Yhdistäminen on purettu.").first).to_be_visible()
    reader.goto(f"/fi/cycles/{town.told.proposing}/proposals/{second}")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Istuin rantaan")
