"""What a browser that seals sends and gets: its terms on the ballot page, a sealed ballot back, and never a choice."""

import base64
import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from pb.kernel.ids import ProjectId
from tests.support.voting_app import VOTE, Visitor, VotingHouse, open_house
from tests.support.voting_world import ROUND
from voting.core.ballot.choices import Choices
from voting.core.ballot.sealing import BallotContext, digest_sealed, seal_choices
from voting.core.ballot.style import BallotStyle, read_style
from voting.core.encryption.group import Point
from voting.core.receipt import make_receipt_code

ONE: Choices = ((ProjectId("1"), 1),)


@dataclass
class Browser:
    """A browser at the ballot that seals as ours does, from nothing but what stands on the page."""

    visitor: Visitor
    context: BallotContext
    style: BallotStyle

    def seal(self, choices: Choices = ONE) -> bytes:
        return seal_choices(self.context, self.style, choices).sealed

    def send(self, ballot: bytes, path: str = "cast", **more: str) -> int:
        text = base64.urlsafe_b64encode(ballot).decode().rstrip("=")
        _, form = self.visitor.fill({}, "/check")
        fields: dict[str, str | list[str]] = {
            "_csrf": form["_csrf"],
            "sealed": text,
            "style": self.style.id,
            "key": "k",
            **more,
        }
        return self.visitor.post(f"{VOTE}/{path}", fields).status_code

    def open(self, sealed: bytes) -> int:
        digest = digest_sealed(self.context, self.style, sealed).hex()
        _, form = self.visitor.fill({}, "/check")
        page = self.visitor.answer
        status = self.visitor.post(f"{VOTE}/opened", {"_csrf": form["_csrf"], "digest": digest}).status_code
        self.visitor.answer = page
        return status


@pytest.fixture
def browser(house: VotingHouse) -> Browser:
    """A voter's browser with the ballot before it."""
    return enter(house)


def enter(house: VotingHouse) -> Browser:
    """Let the first resident in and return their browser with the ballot before it."""
    visitor = house.visit()
    visitor.show_code(house.code())
    if visitor.path.endswith("/voted"):
        visitor.open(f"{VOTE}/choose")

    def term(name: str) -> str:
        found = re.search(rf'data-{name}="([^"]*)"', visitor.page)
        assert found is not None
        return unescape(found[1])

    manifest, tag, key = (bytes.fromhex(term(name)) for name in ("manifest", "tag", "key"))
    style = read_style(json.loads(term("style")), "the page")
    return Browser(visitor, BallotContext(manifest, tag, Point(key)), style)


def test_ballot_sealed_by_the_page_s_terms_is_taken_in(browser: Browser) -> None:
    sealed = browser.seal()
    assert browser.send(sealed) == 200
    assert browser.visitor.path == f"{VOTE}/done"
    code = make_receipt_code(digest_sealed(browser.context, browser.style, sealed))
    assert code in browser.visitor.page


def test_opened_ballot_is_never_cast_and_another_is(browser: Browser) -> None:
    opened, cast = browser.seal(), browser.seal()
    assert browser.open(opened) == 204
    ballot = browser.visitor.answer
    assert browser.send(opened) == 422
    assert "opened for a test" in browser.visitor.page
    browser.visitor.answer = ballot
    assert browser.send(cast) == 200
    assert browser.visitor.path == f"{VOTE}/done"


def test_ballot_opened_in_one_session_replaces_none_in_another(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"revote": True}) as house:
        assert enter(house).send(enter(house).seal()) == 422, "a first ballot fits its own session only"
        first = enter(house)
        assert first.send(first.seal()) == 200
        tester = enter(house)
        opened, kept = tester.seal(), tester.seal()
        assert tester.open(opened) == 204
        again = enter(house)
        assert again.context == tester.context, "a ballot in its place has the same tag in every session"
        ballot = again.visitor.answer
        assert again.send(opened, key="another") == 422
        assert "opened for a test" in again.visitor.page
        again.visitor.answer = ballot
        assert again.send(kept, key="third") == 200


def test_opening_is_bounded_and_takes_only_digests(browser: Browser) -> None:
    opened = browser.seal()
    assert [browser.open(opened) for _ in range(3)] == [204] * 3
    assert [browser.open(browser.seal()) for _ in range(20)][-2:] == [204, 409]
    _, form = browser.visitor.fill({}, "/check")
    for digest in ("", "x" * 64, "a" * 63, "a" * 65):
        status = browser.visitor.client.post(
            f"{VOTE}/opened",
            data={"_csrf": form["_csrf"][0], "digest": digest},
            headers={"Origin": "http://testserver.local", "Sec-Fetch-Site": "same-origin"},
        ).status_code
        assert status in (404, 422)


@pytest.mark.parametrize(
    "change", [{"sealed": "%%%"}, {"sealed": "AAAA"}, {"style": "nowhere"}, {"style": "south"}, {"style": ""}]
)
def test_ballot_that_does_not_hold_is_refused(browser: Browser, change: dict[str, str]) -> None:
    assert browser.send(browser.seal(), **change) == 422
    assert "it was not cast" in browser.visitor.page


def test_ballot_pages_are_kept_by_nobody(browser: Browser) -> None:
    assert browser.visitor.answer.headers["cache-control"] == "no-store"
    browser.send(browser.seal())
    assert browser.visitor.answer.headers["cache-control"] == "no-store"
    assert browser.visitor.answer.headers["referrer-policy"] == "same-origin"


def test_opened_ballots_are_looked_at_by_anybody(house: VotingHouse) -> None:
    visitor = house.visit()
    assert visitor.open(f"/en/cycles/{ROUND}/check-sealed").status_code == 200
    assert "Benches on the shore path" in visitor.page
    assert visitor.open("/en/cycles/none/check-sealed").status_code == 404
