"""Makes residents of a roll file's rows, each fault named by its line and never by what stands there.

A line may hold a personal identity code in any column, when somebody chose the columns wrongly; so no reason repeats a
cell. Of names and addresses nothing is read at all.

A reference is whatever the city calls a resident by, such as a running number. It begins with a letter or digit, never
with a sign that a spreadsheet takes for a formula, because the file with the codes goes back into a spreadsheet.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pb.engine.declaration import Area
from pb.kernel.ids import AreaId
from pb.kernel.message import Message
from voting.core.eligibility import AgeBand, Standing, band_age
from voting.core.identity_code import IdentityCode, IdentityCodeError, read_identity_code
from voting.core.roll_columns import Column
from voting.core.voter_rules import VoterRules, count_years, judge_standing

MOST_LINES = 200_000
PER_TELLING = 1000
_REFERENCE = re.compile(r"[^\W_][\w ./:-]{0,63}")
_DATE = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)\.(\d\d?)\.(\d{4}))")
_YES = frozenset({"1", "x", "k", "kyllä", "y", "yes", "j", "ja", "true", "on"})
_NO = frozenset({"", "0", "-", "e", "ei", "n", "no", "nej", "false", "off"})

Row = tuple[int, Sequence[str]]
"""A line's number, the heading being 1, and its cells as text."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person of the file. `area` is None where it is not said; `reference` may be empty beside an identity."""

    line: int
    reference: str = field(repr=False)
    area: AreaId | None
    identity: IdentityCode | None = None
    standing: Standing = Standing.ENTITLED
    age_band: AgeBand | None = None
    is_shielded: bool = False


@dataclass(frozen=True, slots=True)
class RollFault:
    """What is wrong in one line of the file; the first line is 1."""

    line: int
    reason: Message


@dataclass(frozen=True, slots=True)
class RollFile:
    """Everybody that could be read, and every fault. Only a file without faults is taken in."""

    lines: tuple[RollLine, ...]
    faults: tuple[RollFault, ...]


@dataclass(frozen=True, slots=True)
class RollTerms:
    """What a line is read by: the cycle's areas and rules, and the day that voting opens."""

    areas: Sequence[Area]
    needs_area: bool
    voters: VoterRules
    opening: date


class LineFault(Exception):
    """A line can't be taken in; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


def check_columns(columns: Mapping[Column, int], voters: VoterRules) -> Message | None:
    """Return what keeps a file with these columns from being a roll under these rules, or None."""
    if Column.REFERENCE not in columns and Column.IDENTITY not in columns:
        return Message("No column tells people apart. Choose the column of references or of identity codes.")
    if voters.age is not None and Column.IDENTITY not in columns and Column.BORN not in columns:
        return Message(
            "The round has a voting age. Choose the column of identity codes or of dates of birth."
        )
    if voters.municipality is not None and Column.MUNICIPALITY not in columns:
        return Message("The round is for one municipality. Choose the column of home municipalities.")
    return None


def read_lines(
    rows: Iterable[Row],
    columns: Mapping[Column, int],
    terms: RollTerms,
    progress: Callable[[int], None] = lambda done: None,
) -> RollFile:
    """Read the rows after the heading. ``progress`` is told now and then how many have been read."""
    unfit = check_columns(columns, terms.voters)
    if unfit is not None:
        return RollFile((), (RollFault(1, unfit),))
    reader = _LineReader(columns, terms)
    lines: list[RollLine] = []
    faults: list[RollFault] = []
    for line, cells in rows:
        if len(lines) + len(faults) >= MOST_LINES:
            faults.append(
                RollFault(line, Message("The file has more than %(most)s residents.", {"most": MOST_LINES}))
            )
            break
        try:
            lines.append(reader.read(line, cells))
        except LineFault as fault:
            faults.append(RollFault(line, fault.reason))
        if (len(lines) + len(faults)) % PER_TELLING == 0:
            progress(len(lines) + len(faults))
    if not lines and not faults:
        faults.append(RollFault(1, Message("The file has no residents.")))
    return RollFile(tuple(lines), tuple(faults))


class _LineReader:
    """Reads line after line, and remembers what was there so that nobody stands twice."""

    def __init__(self, columns: Mapping[Column, int], terms: RollTerms) -> None:
        self._columns = columns
        self._terms = terms
        self._areas = _name_areas(terms.areas)
        self._postal_areas = {
            code: area for area, codes in terms.voters.postal_codes.items() for code in codes
        }
        self._references: dict[str, int] = {}
        self._identities: dict[str, int] = {}

    def read(self, line: int, cells: Sequence[str]) -> RollLine:
        reference = self._cell(cells, Column.REFERENCE)
        identity = read_identity(self._cell(cells, Column.IDENTITY))
        check_name(reference, identity)
        self._refuse_second(line, reference, identity)
        born = identity.born if identity else read_birth(self._cell(cells, Column.BORN))
        years = self._count_years(born)
        municipality = self._read_municipality(cells)
        standing = judge_standing(self._terms.voters, years, municipality)
        area = self._read_area(cells)
        if area is None and self._terms.needs_area and standing is Standing.ENTITLED:
            raise LineFault(Message("The area is missing."))
        self._remember(line, reference, identity)
        return RollLine(
            line=line,
            reference=reference,
            area=area,
            identity=identity,
            standing=standing,
            age_band=None if years is None else band_age(years),
            is_shielded=read_flag(self._cell(cells, Column.SHIELDED)),
        )

    def _cell(self, cells: Sequence[str], column: Column) -> str:
        place = self._columns.get(column)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def _refuse_second(self, line: int, reference: str, identity: IdentityCode | None) -> None:
        if reference and reference in self._references:
            raise LineFault(
                Message("The same reference stands in line %(line)s.", {"line": self._references[reference]})
            )
        if identity is not None and identity.text in self._identities:
            raise LineFault(
                Message(
                    "The same identity code stands in line %(line)s.",
                    {"line": self._identities[identity.text]},
                )
            )

    def _remember(self, line: int, reference: str, identity: IdentityCode | None) -> None:
        self._references[reference] = line
        if identity is not None:
            self._identities[identity.text] = line

    def _count_years(self, born: date | None) -> int | None:
        if born is None:
            if self._terms.voters.age is not None:
                raise LineFault(Message("The date of birth is missing."))
            return None
        years = count_years(self._terms.voters, born, self._terms.opening)
        if born > self._terms.opening or years > 130:
            raise LineFault(Message("The date of birth can't be right."))
        return years

    def _read_municipality(self, cells: Sequence[str]) -> str:
        text = self._cell(cells, Column.MUNICIPALITY)
        if self._terms.voters.municipality is None:
            return ""
        if not (text.isascii() and text.isdigit() and len(text) <= 3):
            raise LineFault(Message("The home municipality is missing, or it is not a code of three digits."))
        return text.zfill(3)

    def _read_area(self, cells: Sequence[str]) -> AreaId | None:
        name = self._cell(cells, Column.AREA).casefold()
        if name:
            if name not in self._areas:
                raise LineFault(Message("There is no such area."))
            return self._areas[name]
        return self._postal_areas.get(self._cell(cells, Column.POSTAL_CODE).zfill(5))


def read_identity(text: str) -> IdentityCode | None:
    """Return a cell's identity code, or None for an empty cell. Raises LineFault."""
    if not text:
        return None
    try:
        return read_identity_code(text)
    except IdentityCodeError as error:
        raise LineFault(error.fault.value) from None


def check_name(reference: str, identity: IdentityCode | None) -> None:
    """Raise LineFault unless the line says whom it is about."""
    if not reference and identity is None:
        raise LineFault(Message("The reference is missing."))
    if reference and _REFERENCE.fullmatch(reference) is None:
        raise LineFault(Message("A reference has letters, digits and hyphens, 64 signs at most."))


def read_birth(text: str) -> date | None:
    """Return a date written as 2011-05-31 or 31.5.2011, or None for an empty cell. Raises LineFault."""
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise LineFault(Message("A date of birth is written 31.5.2011 or 2011-05-31."))
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise LineFault(Message("The date of birth does not exist.")) from None


def read_flag(text: str) -> bool:
    """Return whether a cell says yes. Raises LineFault for what is neither yes nor no."""
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise LineFault(Message("Mark a non-disclosure order with 1, or leave the cell empty."))


def _name_areas(areas: Sequence[Area]) -> Mapping[str, AreaId]:
    return {
        name.casefold(): area.id
        for area in areas
        for name in (area.name.fi, area.name.sv, area.name.en, area.id)
        if name
    }
