"""A .pb file as text cells: three tables, and what is needed to write the very same bytes again.

Holds no meaning: ids, amounts and votes are read in `read`. A row is written in one canonical way; a source line that
differs from it (needless quotes, a mixed line ending) is kept word for word in `verbatim`, so nothing is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Row = tuple[str, ...]

SECTIONS = ("META", "PROJECTS", "VOTES")


@dataclass(frozen=True, slots=True)
class Table:
    """One section: its header and its rows, all of the header's width.

    `header_line` is the line of the header in the source. `extra_lines` maps a row to the number of line breaks inside
    its cells. `verbatim` maps a row (-1 is the header) to its source text where that isn't the canonical one.
    """

    header: Row
    rows: tuple[Row, ...]
    header_line: int = 0
    extra_lines: Mapping[int, int] = field(default_factory=dict)
    verbatim: Mapping[int, str] = field(default_factory=dict)

    def line_of(self, row: int) -> int:
        """Return the line of the source in which row number ``row`` starts; 0 for a table not read from text."""
        if not self.header_line:
            return 0
        return self.header_line + 1 + row + sum(n for above, n in self.extra_lines.items() if above < row)

    def column(self, name: str) -> int | None:
        """Return the index of a column, or None."""
        return self.header.index(name) if name in self.header else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The three tables of a .pb file with its line ending, its last characters and its byte order mark."""

    meta: Table
    projects: Table
    votes: Table
    newline: str = "\n"
    ending: str = "\n"
    byte_order_mark: bool = False

    @property
    def tables(self) -> tuple[Table, Table, Table]:
        """The tables in the order of SECTIONS."""
        return self.meta, self.projects, self.votes


def canonical_line(row: Row) -> str:
    """Return a row as .pb text: cells joined by semicolons, quoted only where a cell needs it."""
    line = ";".join(row)
    if '"' in line or "\n" in line or "\r" in line or line.count(";") != len(row) - 1:
        return ";".join(_quoted(cell) for cell in row)
    return line


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in ';"\n\r'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
