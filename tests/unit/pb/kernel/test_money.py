"""Amounts are read as people type them, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pb.kernel.money import LIMIT, parse_amount


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12000", 1_200_000), ("12 000", 1_200_000), ("12\u00a0000 €", 1_200_000), ("12.000", 1_200_000),
        ("12.000,50", 1_200_050), ("12000,5", 1_200_050), ("12.5", 1_250), ("12.50", 1_250), ("0", 0), ("0,01", 1),
    ],
)  # fmt: skip
def test_typed_amount_is_read(text: str, cents: int) -> None:
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "-1",
        "1,234",
        "1.2345",
        "1,2,3",
        "12.00.000",
        "1e5",
        "NaN",
        "Infinity",
        "１２",
        "1_000",
        "+5",
        "a",
    ],
)
def test_doubtful_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount(text)


def test_amount_beyond_the_limit_is_refused() -> None:
    assert parse_amount(str(LIMIT // 100)) == LIMIT
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount(str(LIMIT // 100 + 1))


@given(st.integers(0, LIMIT))
def test_plainly_written_amount_reads_back(cents: int) -> None:
    assert parse_amount(f"{cents // 100},{cents % 100:02d}") == cents
