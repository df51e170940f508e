"""Authors show photos and documents of their proposal: made anew, with words, a few at most, while it is public."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import httpx
import pytest
from PIL import Image
from pypdf import PdfWriter

from pb.web.documents.document import CleanDocument
from pb.web.exchange import WebRequest
from pb.web.forms import Form
from pb.web.pictures.picture import Picture
from proposals.core.attachments import MOST_DOCUMENTS, MOST_PHOTOS
from proposals.storage.attachments import list_attachments
from proposals.storage.proposals import find_proposal, hide_proposal
from proposals.web.attachments.upload import UPLOADS, read_upload
from tests.support.cycles import DAY, START
from tests.support.proposals import REASON, ROUND, run_calendar, send
from tests.support.visitors import ADDRESS, Town, Visitor

OWN = "/fi/cycles/2027/propose/attachments/1"
PUBLIC = "/fi/cycles/2027/proposals/1"


class Images(HTMLParser):
    """The addresses and words of a page's photos."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            named = dict(attrs)
            self.found.append((named["src"] or "", named["alt"] or ""))


def draw() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    Image.new("RGB", (300, 200), "#3c7").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def author(town: Town) -> Visitor:
    send(town.database)
    with town.database.read() as work:
        proposal = find_proposal(work, ROUND, 1)
    visitor = town.visitor()
    visitor.open(f"/fi/cycles/2027/propose/link/{proposal.id}")
    return visitor


def write(pages: int = 2) -> bytes:
    out, writer = io.BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "SECRET-AUTHOR"})
    writer.write(out)
    return out.getvalue()


def add(town: Town, author: Visitor, content: bytes, words: str = "Ranta") -> httpx.Response:
    author.open(OWN)
    token = dict(author.find_form("/attachments/1").fields)["_csrf"]
    author.lend_cookies()
    return town.client.post(
        OWN,
        data={"_csrf": token, "words": words},
        files={"file": ("<b>.svg", content, "image/svg+xml")},
        headers={"Origin": ADDRESS},
        follow_redirects=False,
    )


def test_photo_is_ours_and_has_its_words(town: Town, author: Visitor) -> None:
    assert add(town, author, draw()).status_code == 303
    ((address, words),) = Images(town.visitor().open(PUBLIC)).found
    assert words == "Ranta"
    photo = town.visitor().request("GET", address)
    assert photo.headers["content-type"] == "image/webp"
    assert photo.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in photo.headers["content-security-policy"]
    assert photo.content[8:12] == b"WEBP"
    assert b"SECRET-CAMERA" not in photo.content
    assert town.visitor().try_open(address.replace("/small", "/huge")) == 404


def find_document(page: str) -> str:
    return next(iter(re.findall(rf'href="({PUBLIC}/documents/[0-9a-f]+)"', page)), "")


def test_document_is_ours_and_is_saved_rather_than_shown(town: Town, author: Visitor) -> None:
    assert add(town, author, write(), "Piirustus").status_code == 303
    page = town.visitor().open(PUBLIC)
    assert "Piirustus" in page
    assert "PDF, 2 sivua" in page
    document = town.visitor().request("GET", find_document(page))
    assert document.headers["content-type"] == "application/pdf"
    assert document.headers["content-disposition"] == 'attachment; filename="proposal-1.pdf"'
    assert document.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in document.headers["content-security-policy"]
    assert document.content.startswith(b"%PDF-")
    assert b"SECRET-AUTHOR" not in document.content
    assert town.visitor().try_open(f"{PUBLIC}/documents/{'0' * 32}") == 404


def test_document_goes_with_a_hidden_proposal_and_is_removed_by_its_author(
    town: Town, author: Visitor
) -> None:
    add(town, author, write())
    add(town, author, write())
    first = find_document(town.visitor().open(PUBLIC))
    author.open(OWN)
    author.post(f"{OWN}/remove", {"file": first.rpartition("/")[2]}, 200)
    assert town.visitor().try_open(first) == 404
    second = find_document(town.visitor().open(PUBLIC))
    assert town.visitor().try_open(second) == 200
    with town.database.write() as work:
        hide_proposal(work, find_proposal(work, ROUND, 1), REASON, START + DAY)
        work.commit()
    assert town.visitor().try_open(second) == 404


def test_photos_and_documents_are_counted_apart(town: Town, author: Visitor) -> None:
    assert [add(town, author, write()).status_code for _ in range(MOST_DOCUMENTS)] == [303] * MOST_DOCUMENTS
    assert add(town, author, write()).status_code == 422
    assert add(town, author, draw()).status_code == 303


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload=alert(1)>", b"%PDF-1.7", draw()[:60], write()[:-99]],
    ids=["empty", "svg", "head", "half-photo", "half-document"],
)
def test_what_is_no_picture_is_refused_with_words(town: Town, author: Visitor, content: bytes) -> None:
    assert add(town, author, content).status_code == 422
    assert Images(town.visitor().open(PUBLIC)).found == []


def test_photo_without_words_is_refused(town: Town, author: Visitor) -> None:
    refused = add(town, author, draw(), "")
    assert refused.status_code == 422
    assert "Kirjoita, mitä se esittää tai käsittelee." in refused.text


def test_faults_are_told_in_the_order_of_the_fields(town: Town, author: Visitor) -> None:
    page = add(town, author, b"", "").text
    assert page.index('href="#f-file"') < page.index('href="#f-words"')
    assert "Valitse kuva tai asiakirja, joka ei ole tyhjä." in page


def test_there_are_four_at_most_and_each_can_be_removed(town: Town, author: Visitor) -> None:
    assert [add(town, author, draw(), f"Kuva {n}").status_code for n in range(MOST_PHOTOS)] == [
        303
    ] * MOST_PHOTOS
    author.open(OWN)
    photo = dict(author.find_form("/remove").fields)["file"]
    author.post(f"{OWN}/remove", {"file": photo}, 200)
    assert len(Images(author.page).found) == MOST_PHOTOS - 1
    author.post(f"{OWN}/remove", {"file": photo}, 404)


def test_attachment_does_not_land_on_a_proposal_that_was_hidden_meanwhile(
    town: Town, author: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hide_first(request: WebRequest) -> tuple[Form, Picture | CleanDocument | None]:
        with town.database.write() as work:
            hide_proposal(work, find_proposal(work, ROUND, 1), REASON, START + DAY)
            work.commit()
        return read_upload(request)

    monkeypatch.setattr("proposals.web.attachments.own.read_upload", hide_first)
    assert add(town, author, draw()).status_code == 409
    with town.database.read() as work:
        assert not list_attachments(work, find_proposal(work, ROUND, 1))


def test_files_are_slowed_down_by_address(
    town: Town, author: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proposals.web.attachments.upload.UPLOADS", replace(UPLOADS, limit=2))
    assert [add(town, author, draw()).status_code for _ in range(3)] == [303, 303, 429]


def test_strangers_add_nothing_and_nobody_after_the_stage(town: Town, author: Visitor) -> None:
    town.visitor().open(OWN, 404)
    run_calendar(town.database, 20)
    town.clock.moment = START + DAY
    author.open(OWN, 409)


def test_hidden_proposal_shows_no_photo(town: Town, author: Visitor) -> None:
    add(town, author, draw())
    ((address, _words),) = Images(town.visitor().open(PUBLIC)).found
    with town.database.write() as work:
        hide_proposal(work, find_proposal(work, ROUND, 1), REASON, START + DAY)
        work.commit()
    assert town.visitor().try_open(address) == 404
