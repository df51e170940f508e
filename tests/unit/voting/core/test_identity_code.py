"""A personal identity code is read with every century sign, and refused with one reason that doesn't repeat it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.core.identity_code import (
    CENTURIES,
    CHECK_SIGNS,
    IdentityCode,
    IdentityCodeError,
    IdentityFault,
    read_identity_code,
)

DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))


def write_code(born: date, sign: str, number: int) -> str:
    digits = f"{born:%d%m}{born.year % 100:02}{number:03}"
    return f"{digits[:6]}{sign}{digits[6:]}{CHECK_SIGNS[int(digits) % 31]}"


def fault_of(text: str) -> IdentityFault:
    with pytest.raises(IdentityCodeError) as caught:
        read_identity_code(text)
    return caught.value.fault


@given(DAYS, st.integers(2, 899), st.data())
def test_every_code_that_can_be_given_is_read_with_its_date(
    born: date, number: int, data: st.DataObject
) -> None:
    signs = [sign for sign, century in CENTURIES.items() if century == born.year // 100 * 100]
    text = write_code(born, data.draw(st.sampled_from(signs)), number)
    assert read_identity_code(text) == IdentityCode(text, born)
    assert read_identity_code(f" {text.lower()} ").text == text


@given(DAYS, st.integers(2, 899), st.integers(0, 10), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(born: date, number: int, place: int, digit: str) -> None:
    sign = next(sign for sign, century in CENTURIES.items() if century == born.year // 100 * 100)
    text = write_code(born, sign, number)
    wrong = text[:place] + digit + text[place + 1 :]
    if wrong != text:
        with pytest.raises(IdentityCodeError):
            read_identity_code(wrong)


@given(st.text(max_size=15) | st.from_regex(r"[0-9]{6}[+A-FU-Y-][0-9]{3}[0-9A-Y]", fullmatch=True))
def test_any_text_is_read_in_its_one_form_or_refused_with_a_reason(text: str) -> None:
    try:
        code = read_identity_code(text)
    except IdentityCodeError as error:
        assert error.fault in IdentityFault  # noqa: PT017  # either way is right, a third is not
    else:
        assert read_identity_code(code.text) == code


def test_all_signs_of_2023_are_known() -> None:
    assert set(CENTURIES) == set("+-ABCDEFYXWVU")
    assert {sign for sign, century in CENTURIES.items() if century == 2000} == set("ABCDEF")
    assert [sign for sign, century in CENTURIES.items() if century == 1800] == ["+"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", IdentityFault.FORM),
        ("131052-308", IdentityFault.FORM),
        ("131052_308T", IdentityFault.FORM),
        ("131052G308T", IdentityFault.FORM),
        ("13105٢-308T", IdentityFault.FORM),
        ("310252-308T", IdentityFault.DATE),
        ("290201-308T", IdentityFault.DATE),
        ("131052-308U", IdentityFault.CHECK),
        (write_code(date(1952, 10, 13), "-", 1), IdentityFault.NUMBER),
        (write_code(date(1952, 10, 13), "-", 900), IdentityFault.TEMPORARY),
        (write_code(date(1952, 10, 13), "-", 999), IdentityFault.TEMPORARY),
    ],
)
def test_what_is_wrong_is_named(text: str, fault: IdentityFault) -> None:
    assert fault_of(text) is fault


def test_dashes_of_word_processors_are_taken_for_the_sign() -> None:
    assert read_identity_code("131052\N{EN DASH}308T").text == "131052-308T"
    assert read_identity_code("131052\N{MINUS SIGN}308T").born == date(1952, 10, 13)


def test_code_hides_itself_where_values_are_printed() -> None:
    assert "131052" not in repr(read_identity_code("131052-308T"))
