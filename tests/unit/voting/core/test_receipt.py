"""A receipt code notices typing errors."""

from hypothesis import given
from hypothesis import strategies as st

from voting.core.letters import ALPHABET, group_letters, read_letters
from voting.core.receipt import draw_receipt_code, read_receipt_code

PLACES = st.integers(0, 23)


def test_receipt_has_more_than_a_hundred_random_bits_and_is_read_back() -> None:
    code = draw_receipt_code()
    assert len(read_letters(code)) == 24
    assert read_receipt_code(f" {code.lower()} ") == code
    assert draw_receipt_code() != code


@given(PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(place: int, wrong: str) -> None:
    letters = read_letters(draw_receipt_code())
    typed = letters[:place] + wrong + letters[place + 1 :]
    assert (read_receipt_code(typed) is not None) == (typed == letters)


@given(PLACES, PLACES)
def test_two_letters_that_changed_places_are_noticed(first: int, second: int) -> None:
    letters = list(read_letters(draw_receipt_code()))
    swapped = letters.copy()
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert (read_receipt_code("".join(swapped)) is not None) == (swapped == letters)


def test_receipt_of_another_length_is_none() -> None:
    assert read_receipt_code(group_letters("A" * 23)) is None
    assert read_receipt_code("not a receipt at all!") is None
