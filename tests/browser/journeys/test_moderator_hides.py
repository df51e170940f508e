"""A moderator hides a proposal with a reason everybody can read, in Finnish, and shows it again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pb.web.roles import Role
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_moderator_hides(town: Town, visit: Callable[[], Page]) -> None:
    number = town.proposal(town.told.proposing, "Naapurin piha")
    address = f"/fi/cycles/{town.told.proposing}/proposals/{number}"
    moderator, reader = visit(), visit()
    sign_in(moderator, town.link(Role.MODERATOR, "Matti K."))
    moderator.goto(address)
    moderator.get_by_role("link", name="Avaa työjonossa").click()
    moderator.get_by_role("link", name="Piilota tämä ehdotus").click()

    moderator.get_by_label("Julkinen perustelu suomeksi").fill("Teksti kertoo yksityisen ihmisen kodista.")
    moderator.get_by_role("button", name="Piilota tämä ehdotus").click()
    expect(moderator.get_by_role("alert").locator("xpath=..")).to_be_focused()
    expect(moderator.get_by_label("Julkinen perustelu suomeksi")).to_have_value(
        "Teksti kertoo yksityisen ihmisen kodista."
    )
    moderator.get_by_label("Julkinen perustelu ruotsiksi").fill("Texten berättar om någons hem.")
    moderator.get_by_role("button", name="Piilota tämä ehdotus").click()
    expect(moderator.get_by_text(f"Ehdotus {number} on piilotettu.").first).to_be_visible()

    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"Ehdotus {number} on piilotettu")
    expect(reader.get_by_text("Teksti kertoo yksityisen ihmisen kodista.")).to_be_visible()
    reader.goto(f"/fi/cycles/{town.told.proposing}/proposals?words=Naapurin+piha")
    expect(reader.locator(f"main a[href$='/proposals/{number}']")).to_have_count(0)

    moderator.get_by_role("button", name="Palauta ehdotus näkyviin").click()
    expect(moderator.get_by_text(f"Ehdotus {number} on taas luettavissa.").first).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Naapurin piha")
