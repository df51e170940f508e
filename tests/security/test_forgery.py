"""No other site, and no other session, makes a visitor act here (attack 29)."""

import pytest

from pb.storage.database import Database
from tests.support.toolkit_app import make_test_application, make_test_toolkit
from tests.support.visitor import Visitor, visit

OURS = "http://testserver.local"


def is_kept(visitor: Visitor, note: str = "forged") -> bool:
    visitor.open("/fi/note")
    return note in visitor.page


def test_form_without_token_is_refused_with_a_way_back(visitor: Visitor) -> None:
    visitor.open("/en/note")
    assert visitor.post("/en/note", {"note": "forged"}) == 403
    assert 'href="/en/note"' in visitor.page
    assert not is_kept(visitor)


@pytest.mark.parametrize("token", ["", ".", "x", "0" * 16 + "." + "0" * 64, "é" * 16, "." * 5000])
def test_made_up_tokens_are_refused(visitor: Visitor, token: str) -> None:
    visitor.open("/fi/note")
    assert visitor.post("/fi/note", {"note": "forged", "_csrf": token}) == 403


def test_token_of_another_visitor_is_refused(visitor: Visitor, toolkit_database: Database) -> None:
    with visit(make_test_application(make_test_toolkit(toolkit_database))) as attacker:
        attacker.open("/fi/note")
        stolen = attacker.token()
    visitor.open("/fi/note")
    assert visitor.post("/fi/note", {"note": "forged", "_csrf": stolen}) == 403


def test_token_of_another_session_is_refused(visitor: Visitor, toolkit_database: Database) -> None:
    with visit(make_test_application(make_test_toolkit(toolkit_database))) as attacker:
        attacker.open("/fi/note")
        attacker.send("/fi/note", note="own")
        stolen = attacker.token()
    visitor.open("/fi/note")
    visitor.send("/fi/note", note="mine")
    assert visitor.post("/fi/note", {"note": "forged", "_csrf": stolen}) == 403
    assert not is_kept(visitor)


def test_token_from_before_the_session_is_refused_within_it(visitor: Visitor) -> None:
    visitor.open("/fi/note")
    before = visitor.token()
    visitor.send("/fi/note", note="mine")
    assert visitor.post("/fi/note", {"note": "forged", "_csrf": before}) == 403


def test_token_without_its_cookie_is_refused(visitor: Visitor) -> None:
    visitor.open("/fi/note")
    token = visitor.token()
    visitor.plant("other", "x")
    assert visitor.post("/fi/note", {"note": "forged", "_csrf": token}) == 403


def test_planted_cookie_without_the_servers_secret_is_of_no_use(visitor: Visitor) -> None:
    visitor.plant("pb-form", "a" * 22)
    assert visitor.post("/fi/note", {"note": "forged", "_csrf": "0" * 16 + "." + "0" * 64}) == 403


def test_token_counts_in_every_open_tab(visitor: Visitor) -> None:
    visitor.open("/fi/note")
    first = visitor.token()
    visitor.open("/sv/note")
    assert visitor.token() != first
    assert visitor.post("/fi/note", {"note": "from the first tab", "_csrf": first}) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://testserver.local.elsewhere.example"},
        {"origin": "http://testserver.local:8080"},
        {"origin": "http://[broken"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": OURS},
    ],
)
def test_other_sites_are_refused_even_with_a_sound_token(visitor: Visitor, headers: dict[str, str]) -> None:
    visitor.open("/fi/note")
    assert visitor.send("/fi/note", headers, note="forged") == 403
    assert not is_kept(visitor)


@pytest.mark.parametrize("headers", [{}, {"origin": OURS}, {"sec-fetch-site": "same-origin"}])
def test_own_pages_pass(visitor: Visitor, headers: dict[str, str]) -> None:
    visitor.open("/fi/note")
    assert visitor.send("/fi/note", headers, note="honest") == 200
    assert "honest" in visitor.page


def test_public_address_counts_as_ours_behind_a_proxy(toolkit_database: Database) -> None:
    toolkit = make_test_toolkit(toolkit_database, public_url="http://mallila.example")
    with visit(make_test_application(toolkit)) as visitor:
        visitor.open("/fi/note")
        assert visitor.send("/fi/note", {"origin": "http://mallila.example"}, note="honest") == 200


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream"])
def test_other_kinds_of_bodies_are_refused(visitor: Visitor, kind: str) -> None:
    visitor.open("/fi/note")
    assert visitor.send("/fi/note", {"content-type": kind}, note="forged") == 415


def test_reading_is_open_to_links_from_other_sites(visitor: Visitor) -> None:
    assert (
        visitor.open("/fi/reading", {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"})
        == 200
    )
