"""Voting on paper, from the desk to a settled batch, in Finnish: with the keyboard alone, with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pb.web.roles import Role
from tests.support.accessibility import require_accessible
from tests.support.paper_rounds import KEYING
from tests.support.town import Town
from tests.support.windows import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_official_hands_a_ballot_out_and_the_resident_gets_no_other(
    town: Town, visit: Callable[[], Page], scripted: bool
) -> None:
    official = visit()
    code = town.pupil_code().code
    sign_in(official, town.link(Role.OFFICIAL, "Aino V."))
    official.goto("/fi/work")
    section = official.get_by_role("heading", name="Koulujen äänestys").locator(
        "xpath=following-sibling::ul[1]"
    )
    section.get_by_role("link", name="Paperiliput").click()
    name = f"Torin kioski {'A' if scripted else 'B'}"
    official.get_by_label("Äänestyspisteen nimi").fill(name)
    official.get_by_label("Missä se on").fill("Torin laidalla, klo 9–17")
    official.get_by_role("button", name="Lisää piste").click()
    official.get_by_label("Annettu pisteelle").check()
    official.get_by_label("Kuinka monta").fill("25")
    official.get_by_role("button", name="Kirjaa").click()
    expect(official.get_by_text("Kirjattu.", exact=True).first).to_be_visible()

    _find(official, code)
    expect(official.get_by_role("heading", level=1)).to_have_text("Löytyi luettelosta")
    if scripted:
        require_accessible(official)
    official.get_by_role("button", name="Merkitse paperilla äänestäväksi").click()
    expect(official.get_by_text("Merkitty. Anna nyt yksi lippu.").first).to_be_visible()
    expect(official.get_by_text("Täällä äänestäneiksi merkittyjä: 1")).to_be_visible()

    _find(official, code)
    expect(official.get_by_role("heading", level=1)).to_have_text("Älä anna äänestyslippua")
    expect(official.get_by_text(f"Tämä asukas on jo saanut paperilipun: {name}.")).to_be_visible()

    resident = visit()
    resident.goto(f"/fi/cycles/{town.schools}/vote")
    resident.locator("#f-code").fill(code)
    resident.locator("form[action$='/vote/sign-in'] button").click()
    expect(resident.get_by_role("heading", level=1)).to_contain_text("Olet jo äänestänyt")


def test_two_officials_key_blind_and_a_third_settles(town: Town, visit: Callable[[], Page]) -> None:
    aino, bertil, carita = visit(), visit(), visit()
    for page, name in ((aino, "Aino V."), (bertil, "Bertil S."), (carita, "Carita L.")):
        sign_in(page, town.link(Role.OFFICIAL, name))
    aino.goto(f"/fi/admin/cycles/{KEYING}/paper/batches")
    aino.get_by_label("Kuinka monta lippua").fill("2")
    aino.get_by_role("button", name="Avaa nippu").click()
    batch = aino.get_by_role("heading", level=1).inner_text().removeprefix("Nippu ")

    aino.get_by_role("link", name="Syötä tämä nippu").click()
    _type(aino, "1 2")
    expect(aino.get_by_role("heading", name="Lippu 1, kuten syötit sen")).to_be_visible()
    _type(aino, "1 99")
    expect(aino.locator("#f-marks-fault")).to_contain_text("Tällä lipulla ei ole hanketta 99.")
    _type(aino, "3")
    aino.get_by_role("button", name="Päätä nippu").click()
    expect(aino.get_by_text(f"Nippu {batch} on syötetty kerran.").first).to_be_visible()

    bertil.goto(f"/fi/admin/cycles/{KEYING}/paper/batches")
    bertil.get_by_role("link", name=f"Nippu {batch}", exact=True).click()
    bertil.get_by_role("link", name="Syötä tämä nippu").click()
    expect(bertil.get_by_text("Kiipeilyseinä")).to_have_count(0)
    _type(bertil, "1 2")
    _type(bertil, "4")
    bertil.get_by_role("button", name="Päätä nippu").click()

    bertil.get_by_role("link", name=f"Nippu {batch}, lippu 2").click()
    expect(bertil.get_by_text("Penkkejä")).to_be_visible()
    bertil.get_by_label("Mitä lipussa lukee").fill("3 4")
    bertil.get_by_role("button", name="Tallenna tulkintani").click()

    carita.goto(f"/fi/admin/cycles/{KEYING}/paper/batches")
    carita.get_by_role("link", name=f"Nippu {batch}, lippu 2").click()
    carita.get_by_role("button", name="Olen katsonut lippua ja luen saman").click()
    expect(carita.get_by_text(f"Lippu {batch}-02 on vahvistettu.").first).to_be_visible()
    carita.get_by_role("link", name=f"Nippu {batch}", exact=True).click()
    expect(carita.get_by_role("heading", name="Tämä nippu on vahvistettu")).to_be_visible()


def _find(page: Page, code: str) -> None:
    page.locator("#f-who").fill(code[:7])
    page.get_by_role("button", name="Etsi luettelosta").click()


def _type(page: Page, marks: str) -> None:
    """Key a ballot without the mouse: the field has the focus, or gets it by Tab, and Enter goes on."""
    field = page.get_by_label("Mitä lipussa lukee")
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(marks)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
