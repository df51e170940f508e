"""Tables for spreadsheets. Each column says what it means, so that a file and its data dictionary can't differ.

A cell that a spreadsheet would take for a formula is written as text.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pb.kernel.message import Message

BYTE_ORDER_MARK = "\ufeff"
"""In front of the file it makes spreadsheets read it as UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name in the file, and what stands in it."""

    name: str
    meaning: Message


def write_table(columns: Iterable[Column], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return the rows as CSV: cells apart by semicolons, lines by CR LF, in the order of the columns."""
    names = [column.name for column in columns]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    writer.writerows([_disarm(row[name]) for name in names] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


def or_empty(figure: int | None) -> Cell:
    """Return a figure, or the empty cell of one that there isn't."""
    return "" if figure is None else figure


def _disarm(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
