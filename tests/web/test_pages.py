"""What every page has."""

import pytest

from pb.storage.database import Database
from tests.support.toolkit_app import make_test_application, make_test_toolkit
from tests.support.visitor import Visitor, visit


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_page_says_its_language_and_offers_the_others_with_the_same_query(
    visitor: Visitor, language: str
) -> None:
    assert visitor.open(f"/{language}/reading?area=north&page=2") == 200
    assert f'<html lang="{language}">' in visitor.page
    for other in ("fi", "sv", "en"):
        assert f'href="/{other}/reading?area=north&amp;page=2"' in visitor.page


def test_front_door_leads_to_the_readers_language(visitor: Visitor) -> None:
    visitor.open("/", headers={"accept-language": "sv-FI,sv;q=0.9"})
    (door,) = visitor.answer.history
    assert (door.status_code, door.headers["location"]) == (303, "/sv")
    assert door.headers["vary"] == "Accept-Language"


def test_pages_with_a_form_or_session_are_never_kept(visitor: Visitor) -> None:
    visitor.open("/fi/reading")
    assert visitor.answer.headers["cache-control"] == "no-cache"
    visitor.open("/fi/note")
    assert visitor.answer.headers["cache-control"] == "no-store"
    visitor.send("/fi/note", note="x")
    visitor.open("/fi/reading")
    assert visitor.answer.headers["cache-control"] == "no-store"


def test_typed_text_is_shown_as_text(visitor: Visitor) -> None:
    visitor.open("/fi/note")
    visitor.send("/fi/note", note="<script>\u202ealert(1)</script>")
    assert '<p id="note">&lt;script&gt;alert(1)&lt;/script&gt;</p>' in visitor.page


def test_form_with_faults_comes_back_with_the_typed_text(visitor: Visitor) -> None:
    visitor.open("/en/note")
    assert visitor.send("/en/note", note='"a" ' * 20) == 422
    assert 'value="&#34;a&#34; &#34;a&#34; ' in visitor.page
    assert "At most 40 characters, now 79." in visitor.page
    assert "<title>Error:" in visitor.page


def test_htmx_gets_only_its_part(visitor: Visitor) -> None:
    visitor.open("/fi/note", headers={"hx-request": "true"})
    assert visitor.page == '<p id="note"></p>'
    assert "HX-Request" in visitor.answer.headers["vary"]


def test_https_brings_prefixed_cookies_and_transport_security(toolkit_database: Database) -> None:
    toolkit = make_test_toolkit(toolkit_database, public_url="https://mallila.example")
    with visit(make_test_application(toolkit)) as visitor:
        visitor.open("/fi/note")
        cookie = visitor.answer.headers["set-cookie"]
        assert cookie.startswith("__Host-pb-form=")
        assert "; Secure" in cookie
        assert visitor.answer.headers["strict-transport-security"].startswith("max-age=31536000")
