"""Only http and https become links, and the text stays what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.core.links import Piece, split_links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Katso https://mallila.example.", ["https://mallila.example"]),
        (
            "(https://a.example/b_(c)) ja http://d.example/?e=f&g#h!",
            ["https://a.example/b_(c)", "http://d.example/?e=f&g#h"],
        ),
        ("HTTPS://A.EXAMPLE", ["HTTPS://A.EXAMPLE"]),
        ("javascript:alert(1) data:text/html,x ftp://a.example www.a.example", []),
        ("https:// ja http://.", []),
        ('https://a.example/"onmouseover="x', ["https://a.example/"]),
        ("<https://a.example>", ["https://a.example"]),
    ],
)
def test_addresses_are_found_without_what_surrounds_them(text: str, links: list[str]) -> None:
    assert [piece.text for piece in split_links(text) if piece.is_link] == links


@given(st.text(st.sampled_from('htps:/.,)(<> a\n"é')) | st.text())
def test_pieces_are_the_text_and_links_lead_to_the_web(text: str) -> None:
    pieces = split_links(text)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert piece.text
        if piece.is_link:
            assert piece.text.lower().startswith(("http://", "https://"))
            assert not set(piece.text) & set(" \n\t<>\"'")


def test_text_without_addresses_is_one_piece() -> None:
    assert split_links("Kaikki käy.") == (Piece("Kaikki käy.", is_link=False),)
    assert split_links("") == ()
