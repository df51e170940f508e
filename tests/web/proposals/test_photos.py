"""Authors show photos of their proposal: encoded anew, with words, four at most, while it is public."""

import io
from html.parser import HTMLParser

import httpx
import pytest
from PIL import Image

from proposals.core.photos import MOST
from proposals.storage.proposals import find_proposal, hide_proposal
from tests.support.cycles import DAY, START
from tests.support.proposals import REASON, ROUND, run_calendar, send
from tests.support.visitors import ADDRESS, Town, Visitor

OWN = "/fi/cycles/2027/propose/photos/1"
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


def add(town: Town, author: Visitor, content: bytes, words: str = "Ranta") -> httpx.Response:
    author.open(OWN)
    token = dict(author.find_form("/photos/1").fields)["_csrf"]
    author.lend_cookies()
    return town.client.post(
        OWN,
        data={"_csrf": token, "words": words},
        files={"photo": ("<b>.svg", content, "image/svg+xml")},
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


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"%PDF-1.7", draw()[:60]])
def test_what_is_no_picture_is_refused_with_words(town: Town, author: Visitor, content: bytes) -> None:
    assert add(town, author, content).status_code == 422
    assert Images(town.visitor().open(PUBLIC)).found == []


def test_photo_without_words_is_refused(town: Town, author: Visitor) -> None:
    refused = add(town, author, draw(), "")
    assert refused.status_code == 422
    assert "Kirjoita, mitä kuva esittää." in refused.text


def test_there_are_four_at_most_and_each_can_be_removed(town: Town, author: Visitor) -> None:
    assert [add(town, author, draw(), f"Kuva {n}").status_code for n in range(MOST)] == [303] * MOST
    author.open(OWN)
    photo = dict(author.find_form("/remove").fields)["photo"]
    author.post(f"{OWN}/remove", {"photo": photo}, 200)
    assert len(Images(author.page).found) == MOST - 1
    author.post(f"{OWN}/remove", {"photo": photo}, 404)


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
