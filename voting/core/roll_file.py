"""Reads the file an electoral roll comes in: one resident a line, ``reference;area``, faults named by their lines.

A reference is whatever the city calls a resident by, such as a running number. It begins with a letter or digit, never
with a sign that a spreadsheet takes for a formula, because the file with the codes goes back into a spreadsheet.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pb.engine.declaration import Area
from pb.kernel.ids import AreaId
from pb.kernel.message import Message

MOST_LINES = 200_000
COLUMNS = ("reference", "area")
_REFERENCE = re.compile(r"[^\W_][\w ./:-]{0,63}")


@dataclass(frozen=True, slots=True)
class RollLine:
    """One resident of the file; `area` is None where the file doesn't say it."""

    line: int
    reference: str
    area: AreaId | None


@dataclass(frozen=True, slots=True)
class RollFault:
    """What is wrong in one line of the file; the first line is 1."""

    line: int
    reason: Message


@dataclass(frozen=True, slots=True)
class RollFile:
    """Every resident that could be read, and every fault. Only a file without faults is taken in."""

    lines: tuple[RollLine, ...]
    faults: tuple[RollFault, ...]


def read_roll_file(content: bytes, areas: Sequence[Area], *, needs_area: bool) -> RollFile:
    """Read a UTF-8 file with a heading line, its columns parted by semicolons, commas or tabs.

    An area is given by its short name or its name in any language; it may be empty unless ``needs_area``.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _refuse(line, Message("This line is not UTF-8. Save the file as CSV UTF-8."))
    heading = text.partition("\n")[0]
    delimiter = max(";,\t", key=heading.count)
    columns = [name.strip().lower() for name in heading.split(delimiter)]
    if not set(COLUMNS) <= set(columns):
        return _refuse(1, Message("The first line has to name the columns: reference;area."))
    reader = _RollReader(_name_areas(areas), needs_area)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            if rows.line_num > 1 and any(cell.strip() for cell in row):
                reader.take(rows.line_num, dict(zip(columns, row, strict=False)))
    except csv.Error:
        return _refuse(rows.line_num, Message("This line cannot be read. Look for a stray quotation mark."))
    if not reader.lines and not reader.faults:
        return _refuse(1, Message("The file has no residents."))
    return RollFile(tuple(reader.lines), tuple(reader.faults))


class _RollReader:
    def __init__(self, areas: Mapping[str, AreaId], needs_area: bool) -> None:
        self.lines: list[RollLine] = []
        self.faults: list[RollFault] = []
        self._areas = areas
        self._needs_area = needs_area
        self._seen: dict[str, int] = {}

    def take(self, line: int, cells: Mapping[str, str]) -> None:
        reference, area = (cells.get(column, "").strip() for column in COLUMNS)
        reason = self._refuse(line, reference, area)
        if reason is None:
            self._seen[reference] = line
            self.lines.append(RollLine(line, reference, self._areas.get(area.casefold())))
        else:
            self.faults.append(RollFault(line, reason))

    def _refuse(self, line: int, reference: str, area: str) -> Message | None:
        if len(self.lines) + len(self.faults) >= MOST_LINES:
            return Message("The file has more than %(most)s residents.", {"most": MOST_LINES})
        if not reference:
            return Message("The reference is missing.")
        if _REFERENCE.fullmatch(reference) is None:
            return Message("A reference has letters, digits and hyphens, 64 signs at most.")
        if reference in self._seen:
            return Message("The same reference stands in line %(line)s.", {"line": self._seen[reference]})
        if area and area.casefold() not in self._areas:
            return Message("There is no such area: %(area)s.", {"area": area[:60]})
        if not area and self._needs_area:
            return Message("The area is missing.")
        return None


def _name_areas(areas: Sequence[Area]) -> Mapping[str, AreaId]:
    return {
        name.casefold(): area.id
        for area in areas
        for name in (area.name.fi, area.name.sv, area.name.en, area.id)
        if name
    }


def _refuse(line: int, reason: Message) -> RollFile:
    return RollFile((), (RollFault(line, reason),))
