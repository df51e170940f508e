"""Reads the rows of a CSV or XLSX file, whatever they mean; the first row that isn't empty is the heading.

An XLSX file is a compressed archive: one that would unpack to more than a roll can need is refused beforehand.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from pb.kernel.message import Message
from voting.core.roll_file import Row

ARCHIVE = b"PK\x03\x04"
MOST_UNPACKED = 400 * 1024 * 1024


class TableError(ValueError):
    """The file can't be read as a table; `reason` says why, `line` where."""

    def __init__(self, line: int, reason: Message) -> None:
        super().__init__(reason.text)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RollTable:
    """The heading's cells, and the rows under it, to be gone through once. A row may raise TableError."""

    heading: tuple[str, ...]
    rows: Iterator[Row]


def read_table(content: bytes) -> RollTable:
    """Read a file by what it is, not by its name. Raises TableError."""
    rows = _read_xlsx(content) if content.startswith(ARCHIVE) else _read_csv(content)
    _line, heading = next(rows, (1, ()))
    return RollTable(tuple(cell.strip() for cell in heading), rows)


def _read_csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableError(line, Message("This line is not UTF-8. Save the file as CSV UTF-8.")) from None
    heading = text.lstrip().partition("\n")[0]
    return _list_csv(text, max(";,\t", key=heading.count))


def _list_csv(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell and not cell.isspace() for cell in row):
                yield reader.line_num, row
    except csv.Error:
        raise TableError(
            reader.line_num, Message("This line cannot be read. Look for a stray quotation mark.")
        ) from None


def _read_xlsx(content: bytes) -> Iterator[Row]:
    unreadable = TableError(1, Message("The file is no readable Excel workbook (XLSX)."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise TableError(1, Message("The workbook is too large. Split it, or save it as CSV UTF-8."))
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    except (zipfile.BadZipFile, CalamineError, EOFError, OSError):
        raise unreadable from None
    return _list_sheet(sheet.iter_rows(), sheet.start[0] if sheet.start else 0)


def _list_sheet(rows: Iterator[Sequence[object]], above: int) -> Iterator[Row]:
    for line, row in enumerate(rows, start=above + 1):
        cells = [_write_cell(cell) for cell in row]
        if any(cells):
            yield line, cells


def _write_cell(cell: object) -> str:
    """Return a cell as a person reads it: 1001 for the number 1001.0, and a day as 2011-05-31."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
