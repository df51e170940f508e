"""Photos can be added before sending; until then only the writer sees them."""

from io import BytesIO

import httpx
from PIL import Image

from proposals.core.proposal import DRAFT_KEPT
from proposals.storage.drafts import purge_drafts
from proposals.storage.photos import purge_photos
from tests.support.cycles import DAY
from tests.support.visitors import ADDRESS, Town, Visitor
from tests.support.writing import write_proposal

HERE = "/en/cycles/2027/propose"
PHOTOS = f"{HERE}/write/photos"


def draw() -> bytes:
    content = BytesIO()
    Image.new("RGB", (64, 48), "seagreen").save(content, "PNG")
    return content.getvalue()


def upload(visitor: Visitor, content: bytes, words: str = "The shore") -> httpx.Response:
    visitor.open(PHOTOS)
    token = dict(visitor.find_form("/write/photos").fields)["_csrf"]
    visitor.lend_cookies()
    return visitor.client.post(
        PHOTOS,
        data={"_csrf": token, "words": words},
        files={"photo": ("photo.png", content)},
        headers={"Origin": ADDRESS},
        follow_redirects=False,
    )


def find_photo(page: str) -> str:
    return page.partition(f'src="{PHOTOS}/')[2].partition('"')[0]


def test_photo_of_a_draft_is_the_writers_and_goes_public_with_the_proposal(town: Town) -> None:
    writer = town.visitor()
    write_proposal(writer, HERE)
    assert upload(writer, draw()).status_code == 303
    photo = find_photo(writer.open(PHOTOS))
    assert writer.try_open(f"{PHOTOS}/{photo}") == 200
    assert town.visitor().try_open(f"{PHOTOS}/{photo}") == 404
    assert "Photos" in writer.open(f"{HERE}/check")
    writer.send(action="/send")
    assert 'alt="The shore"' in town.visitor().open("/en/cycles/2027/proposals/1")


def test_unfit_photo_is_told_and_words_are_asked_for(town: Town) -> None:
    writer = town.visitor()
    write_proposal(writer, HERE)
    assert upload(writer, b"no picture").status_code == 422
    assert upload(writer, draw(), words="").status_code == 422
    assert find_photo(writer.open(PHOTOS)) == ""


def test_photo_is_removed_by_its_writer_alone(town: Town) -> None:
    writer, stranger = town.visitor(), town.visitor()
    write_proposal(writer, HERE)
    upload(writer, draw())
    photo = find_photo(writer.open(PHOTOS))
    stranger.open(f"{HERE}/write/what")
    stranger.post(f"{PHOTOS}/remove", {"photo": photo}, 404)
    writer.send({}, "/write/photos/remove")
    assert find_photo(writer.open(PHOTOS)) == ""


def test_visitor_without_a_draft_begins_at_the_start(town: Town) -> None:
    visitor = town.visitor()
    visitor.open(PHOTOS)
    assert visitor.location == HERE


def test_photos_go_with_a_forgotten_draft(town: Town) -> None:
    writer = town.visitor()
    write_proposal(writer, HERE, act="pause")
    upload(writer, draw())
    with town.database.write() as work:
        assert purge_photos(work) == 0
        assert purge_drafts(work, town.clock.now() - DRAFT_KEPT) == 0
        assert purge_drafts(work, town.clock.now() + DAY) == 1
        assert purge_photos(work) == 1
