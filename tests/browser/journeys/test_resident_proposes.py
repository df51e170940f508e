"""A resident writes a proposal by keyboard alone, goes on with it elsewhere, sends it, and takes it back."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfWriter

from pb.kernel.language import Language
from tests.support.keyboard import press, type_into
from tests.support.speech import Speech, in_three_languages
from tests.support.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

WHAT = "Rantapolun varteen laitetaan kolme penkkiä. Yksi niistä tulee laiturin viereen."
WHY = "Moni jaksaa kävellä pidemmälle, kun matkalla voi levätä."
ROUND = {
    Language.FI: "Mallilan osallistuva budjetointi 2027",
    Language.SV: "Deltagande budgetering i Mallila 2027",
    Language.EN: "Participatory budgeting in Mallila 2027",
}


def draw_photo() -> FilePayload:
    content = BytesIO()
    Image.new("RGB", (320, 240), "seagreen").save(content, "JPEG")
    return {"name": "ranta.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def write_plan() -> FilePayload:
    content, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(content)
    return {"name": "polku.pdf", "mimeType": "application/pdf", "buffer": content.getvalue()}


def add_file(page: Page, say: Speech, file: FilePayload, words: str) -> None:
    page.get_by_label(say("Photo or PDF document")).set_input_files(file)
    type_into(page, page.get_by_label(say("What it shows or is about")), words)
    press(page, page.get_by_role("button", name=say("Add"), exact=True))


def go_on(page: Page, say: Speech) -> None:
    press(page, page.get_by_role("button", name=say("Save and continue"), exact=True))


def read_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@in_three_languages
def test_resident_proposes(town: Town, visit: Callable[[], Page], language: Language, scripted: bool) -> None:
    say = Speech(language)
    first = visit()
    first.goto(f"/{language}")
    press(first, first.get_by_role("link", name=say("Rounds"), exact=True))
    press(first, first.get_by_role("link", name=ROUND[language]))
    press(first, first.get_by_role("link", name=say("Make a proposal")))
    press(first, first.get_by_role("link", name=say("Start now"), exact=True))

    # A step with a fault keeps every word and says first of all what to put right.
    type_into(first, first.get_by_label(say("Name of the proposal")), "Penkkejä rantapolulle")
    go_on(first, say)
    summary = first.get_by_role("alert").locator("xpath=..")
    expect(summary).to_be_focused()
    expect(first).to_have_title(f"{say('Error:')} {say('Your proposal')} – Mallila")
    expect(first.get_by_label(say("Name of the proposal"))).to_have_value("Penkkejä rantapolulle")
    press(first, summary.get_by_role("link", name=say("Write what you propose.")))
    expect(first.get_by_label(say("What do you propose?"))).to_be_focused()
    first.keyboard.insert_text(WHAT)
    press(first, first.get_by_role("button", name=say("Save and go on later")))

    # Half written, it is kept and found again by its link in another browser.
    read_heading(first, say("Draft saved"))
    link = first.get_by_role(
        "link", name=f"{town.address}/{language}/cycles/{town.told.proposing}/propose/link/"
    ).inner_text()
    second = visit()
    second.goto(link)
    expect(second.get_by_text(WHAT)).to_be_visible()
    press(second, second.get_by_role("link", name=f"{say('Change')} {say('Why is this important?')}"))
    expect(second.get_by_label(say("Why is this important?"))).to_be_focused()
    second.keyboard.insert_text(WHY)
    go_on(second, say)
    press(second, second.get_by_role("link", name=f"{say('Change')} {say('Area')}"))
    expect(second.get_by_role("group", name=say("Area")).get_by_role("radio").first).to_be_focused()
    second.keyboard.press("ArrowDown")
    type_into(second, second.get_by_label(say("Point on the map")), "61,7012 27,2511")
    go_on(second, say)
    press(second, second.get_by_role("link", name=f"{say('Change')} {say('Photos and documents')}"))
    add_file(second, say, draw_photo(), "Polku ja ranta")
    expect(second.get_by_role("img", name="Polku ja ranta")).to_be_visible()
    add_file(second, say, write_plan(), "Polun piirustus")
    expect(second.get_by_role("link", name="Polun piirustus")).to_be_visible()
    press(second, second.get_by_role("link", name=say("Continue"), exact=True))
    press(second, second.get_by_role("link", name=say("Fill in what is missing")))
    expect(second.get_by_label(say("Your name or the name of your group"))).to_be_focused()
    second.keyboard.insert_text("Rannan ystävät")
    go_on(second, say)

    # Everything is read once more before it is sent.
    read_heading(second, say("Check your proposal and send it"))
    expect(second.get_by_text("61,7012 27,2511")).to_be_visible()
    press(second, second.get_by_role("button", name=say("Send the proposal")))
    read_heading(second, say("Your proposal has been sent"))
    number = (
        second.get_by_text(say("Number of your proposal")).locator("xpath=following-sibling::p").inner_text()
    )

    reader = visit()
    address = f"/{language}/cycles/{town.told.proposing}/proposals/{number}"
    reader.goto(address)
    read_heading(reader, "Penkkejä rantapolulle")
    expect(reader.get_by_text("Rannan ystävät")).to_be_visible()
    expect(reader.get_by_role("img", name="Polku ja ranta")).to_be_visible()
    with reader.expect_download() as saved:
        press(reader, reader.get_by_role("link", name="Polun piirustus"))
    assert saved.value.suggested_filename == f"proposal-{number}.pdf"

    press(second, second.get_by_role("link", name=say("Withdraw the proposal")))
    press(second, second.get_by_role("button", name=say("Withdraw the proposal")))
    read_heading(second, say("Your proposal has been withdrawn"))
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 410
    read_heading(reader, say("Proposal %(number)s has been withdrawn", number=number))
    expect(reader.get_by_text("Rantapolun varteen")).to_have_count(0)
