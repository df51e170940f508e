"""From bytes to the three text tables of a .pb file. Every fault is reported with its line.

Speed matters here: a city's file has a hundred thousand lines. A line without a quotation mark is split as it stands;
only the others go through the quoting rules of RFC 4180 (with a semicolon as the separator).
"""

import csv

from pb.kernel.message import Message
from voting.core.pabulib.election import Election
from voting.core.pabulib.errors import PbFormatError, show
from voting.core.pabulib.read import read_election
from voting.core.pabulib.sheet import SECTIONS, Row, Sheet, Table, canonical_line

_MARK = "\ufeff"


def parse_election(source: bytes | str) -> Election:
    """Read a .pb file. Raises PbFormatError with the line and one sentence."""
    return read_election(parse_sheet(source))


def parse_sheet(source: bytes | str) -> Sheet:
    """Read a .pb file's text into tables, without looking at what the cells mean. Raises PbFormatError."""
    text = decode_text(source) if isinstance(source, bytes) else source
    marked = text.startswith(_MARK)
    text = text.removeprefix(_MARK)
    _refuse_null(text)
    newline = "\r\n" if "\n" in text and text.count("\r\n") == text.count("\n") == text.count("\r") else "\n"
    body = text.rstrip("\r\n")
    reader = _Reader(body.split(newline), newline)
    meta, projects, votes = reader.read_tables()
    return Sheet(meta, projects, votes, newline, text[len(body) :], marked)


def decode_text(source: bytes) -> str:
    """Decode UTF-8. Raises PbFormatError with the line of the first byte that isn't UTF-8."""
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise PbFormatError(line, Message("The text is not in UTF-8.")) from None


def _refuse_null(text: str) -> None:
    at = text.find("\0")
    if at >= 0:
        raise PbFormatError(text.count("\n", 0, at) + 1, Message("There is a NUL character."))


class _Reader:
    """Walks over the lines once. `at` is the index of the next line; line numbers shown are one more."""

    def __init__(self, lines: list[str], newline: str) -> None:
        self.lines = lines
        self.newline = newline
        self.at = 0

    def read_tables(self) -> tuple[Table, Table, Table]:
        self._expect_section(0)
        meta = self._read_table(1)
        projects = self._read_table(2)
        votes = self._read_table(3)
        return meta, projects, votes

    def _expect_section(self, section: int) -> None:
        if self.at >= len(self.lines) or self.lines[self.at] != SECTIONS[section]:
            raise PbFormatError(
                min(self.at, len(self.lines) - 1) + 1,
                Message("The section %(name)s should start here.", {"name": SECTIONS[section]}),
            )
        self.at += 1

    def _read_table(self, next_section: int) -> Table:
        """Read header and rows up to the heading of the next section, and past it."""
        header_line = self.at + 1
        if self.at >= len(self.lines) or self.lines[self.at] in SECTIONS:
            raise PbFormatError(
                min(header_line, len(self.lines)), Message("The row of column names is missing.")
            )
        rows: list[Row] = []
        extra_lines: dict[int, int] = {}
        verbatim: dict[int, str] = {}
        stop = SECTIONS[next_section] if next_section < len(SECTIONS) else None
        if stop is None and not any('"' in line or line.endswith("\r") for line in self.lines[self.at :]):
            rows = [tuple(line.split(";")) for line in self.lines[self.at :]]
            self.at = len(self.lines)
        while self.at < len(self.lines) and self.lines[self.at] != stop:
            first = self.at
            text, row = self._read_row()
            if self.at - first > 1:
                extra_lines[len(rows) - 1] = self.at - first - 1
            if text != canonical_line(row):
                verbatim[len(rows) - 1] = text
            rows.append(row)
        table = Table(rows[0], tuple(rows[1:]), header_line, extra_lines, verbatim)
        _check_header(table)
        _check_widths(table)
        if stop is not None:
            self._expect_section(next_section)
        return table

    def _read_row(self) -> tuple[str, Row]:
        """Read one row, which spans several lines where a quoted cell holds line breaks."""
        first = self.at
        text = self.lines[first]
        self.at += 1
        if '"' not in text:
            return text, tuple(text.removesuffix("\r").split(";"))
        while text.count('"') % 2:
            if self.at >= len(self.lines) or self.at - first > 1000:
                raise PbFormatError(first + 1, Message("A quotation mark is opened here and never closed."))
            text += self.newline + self.lines[self.at]
            self.at += 1
        cells = next(csv.reader([text.removesuffix("\r")], delimiter=";", doublequote=True), [])
        return text, tuple(cells)


def _check_header(table: Table) -> None:
    seen: set[str] = set()
    for name in table.header:
        if name in seen:
            what = Message("The column %(name)s stands here twice.", {"name": show(name)})
            raise PbFormatError(table.header_line, what)
        seen.add(name)


def _check_widths(table: Table) -> None:
    width = len(table.header)
    if set(map(len, table.rows)) <= {width}:
        return
    row = next(index for index, cells in enumerate(table.rows) if len(cells) != width)
    line = table.line_of(row)
    if table.rows[row] == ("",):
        raise PbFormatError(line, Message("There is an empty line."))
    if len(table.rows[row]) == 1 and table.rows[row][0] in SECTIONS:
        raise PbFormatError(
            line, Message("The section %(name)s is out of place.", {"name": table.rows[row][0]})
        )
    values = {"found": len(table.rows[row]), "expected": width}
    raise PbFormatError(line, Message("There are %(found)s columns, but %(expected)s column names.", values))
