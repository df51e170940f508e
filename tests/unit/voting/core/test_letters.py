"""Codes survive what people do to them on paper and over the telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.core.letters import ALPHABET, draw_letters, group_letters, read_letters

LETTERS = st.text(alphabet=ALPHABET, min_size=1, max_size=24)


@given(LETTERS)
def test_printed_letters_are_read_back(letters: str) -> None:
    assert read_letters(group_letters(letters)) == letters
    assert read_letters(group_letters(letters).lower().replace("-", " ")) == letters


def test_letters_that_look_like_digits_are_forgiven() -> None:
    assert read_letters("oOiIlL") == "001111"


@pytest.mark.parametrize("typed", ["ABCU", "AB*D", "ÄÄÄÄ", "１２３４", "AB\0D"])
def test_other_signs_are_no_letters(typed: str) -> None:
    with pytest.raises(ValueError, match="no code has"):
        read_letters(typed)


def test_drawn_letters_use_the_whole_alphabet() -> None:
    assert set(draw_letters(3000)) == set(ALPHABET)
