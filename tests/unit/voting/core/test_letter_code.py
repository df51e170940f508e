"""A letter code has a part to look up by and a part that is secret."""

from itertools import islice

import pytest

from voting.core.letter_code import LetterCode, draw_letter_codes, read_letter_code

CODE = LetterCode("7K3MQ0", "ABCDEFGH12")


def test_code_is_printed_in_groups_of_four() -> None:
    assert CODE.printed == "7K3M-Q0AB-CDEF-GH12"


@pytest.mark.parametrize(
    "typed",
    [
        "7K3M-Q0AB-CDEF-GH12",
        "7k3mq0abcdefgh12",
        " 7k3m qoab cdef ghl2 ",
        "7K3M–Q0AB–CDEF–GH12",
        "7K3M.Q0AB.CDEF.GHi2",
    ],
)
def test_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_letter_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "7K3M", "7K3M-Q0AB-CDEF-GH1", "7K3M-Q0AB-CDEF-GH123", "7K3M-Q0AB-CDEF-GHU2", "-" * 101]
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert read_letter_code(typed) is None


def test_drawn_codes_share_no_lookup_part() -> None:
    taken = {code.lookup for code in islice(draw_letter_codes(set()), 500)}
    fresh = [code.lookup for code in islice(draw_letter_codes(taken), 500)]
    assert len(taken) == len(set(fresh)) == 500
    assert taken.isdisjoint(fresh)
