"""Where a browser may be sent."""

import pytest

from pb.web.redirects import redirect, safe_next


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        ("/fi/work", "/fi/work"),
        ("/sv/work/12?area=north&x=%C3%A4", "/sv/work/12?area=north&x=%C3%A4"),
        ("/en/p%C3%A4iv%C3%A4", "/en/p%C3%A4iv%C3%A4"),
    ],
)
def test_pages_of_ours_are_kept(wish: str, place: str) -> None:
    assert safe_next(wish, "/fi") == place


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "https://elsewhere.example/fi",
        "//elsewhere.example/fi",
        "/\\elsewhere.example/fi",
        "/fi/..//elsewhere.example",
        "/fi//elsewhere.example",
        "/fi/%2e%2e/%2felsewhere.example",
        "/%2felsewhere.example",
        "/fi/%5celsewhere",
        "/fi/%250d%250a",
        "/fi\r\nset-cookie: a=b",
        "/fi/%0d%0aset-cookie:a=b",
        "javascript:alert(1)",
        "fi/work",
        "/xx/work",
        "/static/css/base.css",
        "/fi/" + "a" * 600,
        "http://[broken/fi",
    ],
)
def test_other_places_are_not(wish: str) -> None:
    assert safe_next(wish, "/fi/account") == "/fi/account"


def test_places_are_written_so_that_a_header_can_hold_them() -> None:
    location = redirect("/fi/päivä/\u202e?a=%C3%A4&b=ö\r\nset-cookie: x").headers["location"]
    assert location == "/fi/p%C3%A4iv%C3%A4/%E2%80%AE?a=%C3%A4&b=%C3%B6%0D%0Aset-cookie:%20x"
