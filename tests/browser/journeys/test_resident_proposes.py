"""A resident writes a proposal in Finnish by keyboard alone, goes on with it elsewhere, sends it, and takes it back."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfWriter

from tests.support.keyboard import press, type_into
from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

WHAT = "Rantapolun varteen laitetaan kolme penkkiä. Yksi niistä tulee laiturin viereen."
WHY = "Moni jaksaa kävellä pidemmälle, kun matkalla voi levätä."


def draw_photo() -> FilePayload:
    content = BytesIO()
    Image.new("RGB", (320, 240), "seagreen").save(content, "JPEG")
    return {"name": "ranta.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def write_plan() -> FilePayload:
    content, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(content)
    return {"name": "polku.pdf", "mimeType": "application/pdf", "buffer": content.getvalue()}


def add_file(page: Page, file: FilePayload, words: str) -> None:
    page.get_by_label("Kuva tai PDF-asiakirja").set_input_files(file)
    type_into(page, page.get_by_label("Mitä se esittää tai käsittelee"), words)
    press(page, page.get_by_role("button", name="Lisää", exact=True))


def go_on(page: Page) -> None:
    press(page, page.get_by_role("button", name="Tallenna ja jatka", exact=True))


def read_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_resident_proposes(town: Town, visit: Callable[[], Page]) -> None:
    first = visit()
    first.goto("/fi")
    press(first, first.get_by_role("link", name="Kierrokset", exact=True))
    press(first, first.get_by_role("link", name="Mallilan osallistuva budjetointi 2027"))
    press(first, first.get_by_role("link", name="Tee ehdotus"))
    press(first, first.get_by_role("link", name="Aloita", exact=True))

    # A step with a fault keeps every word and says first of all what to put right.
    type_into(first, first.get_by_label("Ehdotuksen nimi"), "Penkkejä rantapolulle")
    go_on(first)
    summary = first.get_by_role("alert").locator("xpath=..")
    expect(summary).to_be_focused()
    expect(first).to_have_title("Virhe: Ehdotuksesi – Mallila")
    expect(first.get_by_label("Ehdotuksen nimi")).to_have_value("Penkkejä rantapolulle")
    press(first, summary.get_by_role("link", name="Kirjoita, mitä ehdotat."))
    expect(first.get_by_label("Mitä ehdotat?")).to_be_focused()
    first.keyboard.insert_text(WHAT)
    press(first, first.get_by_role("button", name="Tallenna ja jatka myöhemmin"))

    # Half written, it is kept and found again by its link in another browser.
    read_heading(first, "Luonnos on tallennettu")
    link = first.get_by_role(
        "link", name=f"{town.address}/fi/cycles/{town.told.proposing}/propose/link/"
    ).inner_text()
    second = visit()
    second.goto(link)
    expect(second.get_by_text(WHAT)).to_be_visible()
    press(second, second.get_by_role("link", name="Muuta Miksi tämä on tärkeää?"))
    expect(second.get_by_label("Miksi tämä on tärkeää?")).to_be_focused()
    second.keyboard.insert_text(WHY)
    go_on(second)
    press(second, second.get_by_role("link", name="Muuta Alue"))
    expect(second.get_by_role("group", name="Alue").get_by_role("radio").first).to_be_focused()
    second.keyboard.press("ArrowDown")
    type_into(second, second.get_by_label("Kohta kartalla"), "61,7012 27,2511")
    go_on(second)
    press(second, second.get_by_role("link", name="Muuta Kuvat ja asiakirjat"))
    add_file(second, draw_photo(), "Polku ja ranta")
    expect(second.get_by_role("img", name="Polku ja ranta")).to_be_visible()
    add_file(second, write_plan(), "Polun piirustus")
    expect(second.get_by_role("link", name="Polun piirustus")).to_be_visible()
    press(second, second.get_by_role("link", name="Jatka", exact=True))
    press(second, second.get_by_role("link", name="Täydennä puuttuvat"))
    expect(second.get_by_label("Nimesi tai ryhmäsi nimi")).to_be_focused()
    second.keyboard.insert_text("Rannan ystävät")
    go_on(second)

    # Everything is read once more before it is sent.
    read_heading(second, "Tarkista ehdotuksesi ja lähetä se")
    expect(second.get_by_text("61,7012 27,2511")).to_be_visible()
    press(second, second.get_by_role("button", name="Lähetä ehdotus"))
    read_heading(second, "Ehdotuksesi on lähetetty")
    number = second.get_by_text("Ehdotuksesi numero").locator("xpath=following-sibling::p").inner_text()

    reader = visit()
    address = f"/fi/cycles/{town.told.proposing}/proposals/{number}"
    reader.goto(address)
    read_heading(reader, "Penkkejä rantapolulle")
    expect(reader.get_by_text("Rannan ystävät")).to_be_visible()
    expect(reader.get_by_role("img", name="Polku ja ranta")).to_be_visible()
    with reader.expect_download() as saved:
        press(reader, reader.get_by_role("link", name="Polun piirustus"))
    assert saved.value.suggested_filename == f"proposal-{number}.pdf"

    press(second, second.get_by_role("link", name="Peru ehdotus"))
    press(second, second.get_by_role("button", name="Peru ehdotus"))
    read_heading(second, "Ehdotuksesi on peruttu")
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 410
    read_heading(reader, f"Ehdotus {number} on peruttu")
    expect(reader.get_by_text("Rantapolun varteen")).to_have_count(0)
