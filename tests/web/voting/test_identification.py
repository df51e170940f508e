"""A resident identifies at a real provider process and votes; everybody else is told the one reason."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from pb.main.replay.plain_browser import PlainBrowser
from tests.support.databases import copy_sqlite
from tests.support.oidc.joined import PERSONS, JoinedVote, serve_joined
from tests.support.oidc.provider import run_provider
from tests.support.voting_world import ROUND

# One worker, so that one server and one provider serve all tests here.
pytestmark = [pytest.mark.xdist_group("identification"), pytest.mark.timeout(180)]

VOTE = f"/en/cycles/{ROUND}/vote"


@pytest.fixture(scope="module")
def vote(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JoinedVote]:
    """An open vote by e-ID, and the provider it is joined to."""
    folder = tmp_path_factory.mktemp("identification")
    with (
        serve_joined(copy_sqlite(migrated_sqlite, folder / "pb.sqlite3"), folder) as joined,
        run_provider(urlsplit(joined.issuer).port or 0, joined.address, PERSONS, folder / "provider.log"),
    ):
        yield joined


def identify(vote: JoinedVote, person: str, status: int = 200, language: str = "en") -> PlainBrowser:
    """Go from the door of the vote to the provider, choose who one is, and come back."""
    browser = vote.visit()
    browser.open(f"/{language}/cycles/{ROUND}/vote")
    browser.open(f"/{language}/cycles/{ROUND}/vote/e-id")
    assert "Who are you?" in browser.page
    browser.open(f"{vote.issuer}{browser.location}?person={person}", status)
    return browser


def test_identified_resident_votes(vote: JoinedVote) -> None:
    browser = identify(vote, "bertil")
    assert browser.location == f"{VOTE}/choose"
    browser.send({"project": ["1"]}, action="/vote/check")
    browser.send({}, action="/vote/cast")
    assert "Your vote has been cast" in browser.page
    again = identify(vote, "bertil")
    assert again.location == f"{VOTE}/voted"


@pytest.mark.parametrize("person", ["aino", "aino-renamed"])
def test_name_does_not_matter_nor_how_the_claim_is_called(vote: JoinedVote, person: str) -> None:
    assert identify(vote, person).location == f"{VOTE}/choose"


@pytest.mark.parametrize(
    ("person", "status", "reason"),
    [
        ("stranger", 403, "not-on-roll"),
        ("foreigner", 422, "no-identity-code"),
        ("nobody", 422, "cancelled"),
    ],
)
def test_whoever_cannot_be_let_in_is_told_why(
    vote: JoinedVote, person: str, status: int, reason: str
) -> None:
    assert identify(vote, person, status).location == f"{VOTE}/refused/{reason}"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_provider_and_return_speak_the_residents_language(vote: JoinedVote, language: str) -> None:
    browser = vote.visit()
    browser.open(f"/{language}/cycles/{ROUND}/vote/e-id")
    assert f'<p id="locales">{language}</p>' in browser.page
    browser.open(f"{vote.issuer}{browser.location}?person=aino")
    assert browser.location == f"/{language}/cycles/{ROUND}/vote/choose"


def test_request_travels_signed_and_its_secrets_do_not_travel_at_all(vote: JoinedVote) -> None:
    answer = httpx.get(f"{vote.address}{VOTE}/e-id")
    assert answer.status_code == 303
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert set(asked) == {"client_id", "response_type", "scope", "request"}
    assert answer.headers["location"].startswith(f"{vote.issuer}/auth?")
    assert answer.headers["cache-control"] == "no-store"


def test_another_site_cannot_send_residents_to_identify(vote: JoinedVote) -> None:
    answer = httpx.get(f"{vote.address}{VOTE}/e-id", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.headers["location"] == VOTE


def test_published_keys_hold_nothing_private(vote: JoinedVote) -> None:
    answer = httpx.get(f"{vote.address}/e-id/keys")
    assert answer.headers["content-type"] == "application/jwk-set+json"
    assert {key["use"] for key in answer.json()["keys"]} == {"sig", "enc"}
    assert all(set(key) <= {"kty", "n", "e", "kid", "use", "alg"} for key in answer.json()["keys"])
