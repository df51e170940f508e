"""A receipt code notices typing errors."""

from secrets import token_bytes

from hypothesis import given, settings
from hypothesis import strategies as st

from voting.core.letters import ALPHABET, group_letters, read_letters
from voting.core.receipt import make_receipt_code, read_receipt_code, suggest_receipt_codes

PLACES = st.integers(0, 23)


def test_receipt_has_more_than_a_hundred_random_bits_and_is_read_back() -> None:
    code = make_receipt_code(token_bytes(32))
    assert len(read_letters(code)) == 24
    assert read_receipt_code(f" {code.lower()} ") == code
    assert make_receipt_code(token_bytes(32)) != code


@given(PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(place: int, wrong: str) -> None:
    letters = read_letters(make_receipt_code(token_bytes(32)))
    typed = letters[:place] + wrong + letters[place + 1 :]
    assert (read_receipt_code(typed) is not None) == (typed == letters)


@given(PLACES, PLACES)
def test_two_letters_that_changed_places_are_noticed(first: int, second: int) -> None:
    letters = list(read_letters(make_receipt_code(token_bytes(32))))
    swapped = letters.copy()
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert (read_receipt_code("".join(swapped)) is not None) == (swapped == letters)


def test_receipt_of_another_length_is_none() -> None:
    assert read_receipt_code(group_letters("A" * 23)) is None
    assert read_receipt_code("not a receipt at all!") is None


@given(st.binary(min_size=32, max_size=32))
def test_code_of_a_ballot_is_the_first_bits_of_its_digest(digest: bytes) -> None:
    code = make_receipt_code(digest)
    assert read_receipt_code(code) == code
    number = 0
    for letter in read_letters(code)[:-1]:
        number = number * 32 + ALPHABET.index(letter)
    assert number == int.from_bytes(digest, "big") >> 141


@settings(deadline=None, max_examples=30)
@given(st.binary(min_size=32, max_size=32), PLACES, st.sampled_from(ALPHABET))
def test_mistyped_code_is_found_again(digest: bytes, place: int, wrong: str) -> None:
    code = make_receipt_code(digest)
    letters = read_letters(code)
    typed = letters[:place] + wrong + letters[place + 1 :]
    assert suggest_receipt_codes(typed.lower(), {code}.__contains__) == [code]
    swapped = letters[:place] + letters[place : place + 2][::-1] + letters[place + 2 :]
    assert suggest_receipt_codes(swapped, {code}.__contains__) == [code]


def test_nothing_is_suggested_for_what_is_far_from_every_code() -> None:
    code = make_receipt_code(bytes(32))
    for typed in ("", "UUUU", code[:-1], "Z" * 24):
        assert suggest_receipt_codes(typed, {code}.__contains__) == []
