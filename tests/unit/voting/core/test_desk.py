"""Codes from the desk are read as people type them, and hours are all that is kept of time."""

from datetime import UTC, datetime

import pytest

from voting.core.desk import (
    draw_hand_over_code,
    name_hour,
    print_hand_over_code,
    read_hand_over_code,
    read_hour,
)


def test_code_is_read_as_it_is_shown_and_as_it_is_typed() -> None:
    code = draw_hand_over_code()
    shown = print_hand_over_code(code)
    assert len(shown) == 9
    assert {read_hand_over_code(text) for text in (code, shown, shown.lower(), f" {shown} ")} == {code}


@pytest.mark.parametrize("typed", ["", "1234", "1234-56789", "1234-567!", "0" * 41])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert read_hand_over_code(typed) is None


def test_hour_has_no_minutes() -> None:
    assert name_hour(datetime(2027, 2, 3, 9, 59, 59, tzinfo=UTC)) == "2027-02-03T09Z"
    assert read_hour("2027-02-03T09Z") == datetime(2027, 2, 3, 9, tzinfo=UTC)
