"""Tables of a result hold every column, and no cell that a spreadsheet would run."""

import csv
import io

import pytest

from pb.kernel.message import Message
from pb.kernel.spreadsheet import Column, write_table

COLUMN = (Column("name", Message("A name.")),)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_like_a_formula_is_disarmed(text: str) -> None:
    written = write_table(COLUMN, [{"name": text}]).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    assert rows == [["name"], [f"'{text}"]]


def test_numbers_and_ordinary_texts_stay() -> None:
    written = write_table(COLUMN, [{"name": -5}, {"name": "a; b"}]).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))[1:] == [["-5"], ["a; b"]]
