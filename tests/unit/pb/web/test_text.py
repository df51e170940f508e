"""Cleaning what people type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pb.web.text import clean_line, clean_lines, show_again


def test_same_letters_become_the_same_text() -> None:
    assert clean_line("a\u0308iti\u0308") == clean_line("äitï") == "äitï"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c", "\ufeff"])
def test_direction_marks_are_dropped(mark: str) -> None:
    assert clean_line(f"maksa {mark}0001 €") == "maksa 0001 €"
    assert show_again(f" maksa {mark}0001 €\0\n") == " maksa 0001 €\n"


@pytest.mark.parametrize("control", ["\0", "\x1b", "\x7f", "\x9f", "\ud800"])
def test_control_characters_are_refused(control: str) -> None:
    assert clean_line(f"puu{control}ro") is None
    assert clean_lines(f"puu{control}ro") is None


def test_lines_are_kept_where_lines_are_allowed() -> None:
    assert clean_lines("yksi  \r\n\r\n kaksi\u2028kolme ") == "yksi\n\n kaksi\nkolme"
    assert clean_line("yksi\r\nkaksi\tkolme") == "yksi kaksi kolme"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for clean in (clean_line, clean_lines):
        once = clean(text)
        if once is not None:
            assert clean(once) == once
            assert unicodedata.is_normalized("NFC", once)
