"""Photos and documents can be added before sending; until then only the writer sees them."""

from io import BytesIO

import httpx
from PIL import Image
from pypdf import PdfWriter

from proposals.core.proposal import DRAFT_KEPT
from proposals.storage.attachments import purge_attachments
from proposals.storage.drafts import purge_drafts
from tests.support.cycles import DAY
from tests.support.visitors import ADDRESS, Town, Visitor
from tests.support.writing import write_proposal

HERE = "/en/cycles/2027/propose"
ATTACHED = f"{HERE}/write/attachments"


def draw() -> bytes:
    content = BytesIO()
    Image.new("RGB", (64, 48), "seagreen").save(content, "PNG")
    return content.getvalue()


def upload(visitor: Visitor, content: bytes, words: str = "The shore") -> httpx.Response:
    visitor.open(ATTACHED)
    token = dict(visitor.find_form("/write/attachments").fields)["_csrf"]
    visitor.lend_cookies()
    return visitor.client.post(
        ATTACHED,
        data={"_csrf": token, "words": words},
        files={"file": ("photo.png", content)},
        headers={"Origin": ADDRESS},
        follow_redirects=False,
    )


def find_photo(page: str) -> str:
    return page.partition(f'src="{ATTACHED}/photos/')[2].partition('"')[0]


def test_photo_of_a_draft_is_the_writers_and_goes_public_with_the_proposal(town: Town) -> None:
    writer = town.visitor()
    write_proposal(writer, HERE)
    assert upload(writer, draw()).status_code == 303
    photo = find_photo(writer.open(ATTACHED))
    assert writer.try_open(f"{ATTACHED}/photos/{photo}") == 200
    assert town.visitor().try_open(f"{ATTACHED}/photos/{photo}") == 404
    assert "Photos" in writer.open(f"{HERE}/check")
    writer.send(action="/send")
    assert 'alt="The shore"' in town.visitor().open("/en/cycles/2027/proposals/1")


def test_unfit_photo_is_told_and_words_are_asked_for(town: Town) -> None:
    writer = town.visitor()
    write_proposal(writer, HERE)
    assert upload(writer, b"no picture").status_code == 422
    assert upload(writer, draw(), words="").status_code == 422
    assert find_photo(writer.open(ATTACHED)) == ""


def test_photo_is_removed_by_its_writer_alone(town: Town) -> None:
    writer, stranger = town.visitor(), town.visitor()
    write_proposal(writer, HERE)
    upload(writer, draw())
    photo = find_photo(writer.open(ATTACHED))
    stranger.open(f"{HERE}/write/what")
    stranger.post(f"{ATTACHED}/remove", {"file": photo}, 404)
    writer.send({}, "/write/attachments/remove")
    assert find_photo(writer.open(ATTACHED)) == ""


def test_visitor_without_a_draft_begins_at_the_start(town: Town) -> None:
    visitor = town.visitor()
    visitor.open(ATTACHED)
    assert visitor.location == HERE


def test_photos_go_with_a_forgotten_draft(town: Town) -> None:
    writer = town.visitor()
    write_proposal(writer, HERE, act="pause")
    upload(writer, draw())
    with town.database.write() as work:
        assert purge_attachments(work) == 0
        assert purge_drafts(work, town.clock.now() - DRAFT_KEPT) == 0
        assert purge_drafts(work, town.clock.now() + DAY) == 1
        assert purge_attachments(work) == 1


def test_document_of_a_draft_is_its_writers_alone(town: Town) -> None:
    writer = town.visitor()
    write_proposal(writer, HERE)
    content, plan = BytesIO(), PdfWriter()
    plan.add_blank_page(200, 200)
    plan.write(content)
    assert upload(writer, content.getvalue(), words="The plan").status_code == 303
    page = writer.open(ATTACHED)
    document = page.partition(f'href="{ATTACHED}/documents/')[2].partition('"')[0]
    assert "PDF, 1 page" in page
    assert writer.try_open(f"{ATTACHED}/documents/{document}") == 200
    assert town.visitor().try_open(f"{ATTACHED}/documents/{document}") == 404
