"""Reads the file that letters are addressed by: who, where to, in which language. Nothing of it is ever stored.

As in a roll file, faults are named by their lines and never repeat a cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pb.kernel.language import Language
from pb.kernel.message import Message
from voting.core.identity_code import IdentityCode
from voting.core.roll_columns import Column
from voting.core.roll_file import (
    MOST_LINES,
    LineFault,
    RollFault,
    Row,
    check_name,
    read_flag,
    read_identity,
)

LONGEST_CELL = 80
_LANGUAGES: Mapping[str, Language] = {
    **dict.fromkeys(("fi", "suomi", "finska", "finnish", "1"), Language.FI),
    **dict.fromkeys(("sv", "ruotsi", "svenska", "swedish", "2"), Language.SV),
    **dict.fromkeys(("en", "englanti", "engelska", "english"), Language.EN),
}
"""Other mother tongues get the letter in the language chosen for the job."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a letter is for. `address` holds name, street and post town, as far as the file says them."""

    line: int
    reference: str = field(repr=False)
    identity: IdentityCode | None = field(repr=False)
    address: tuple[str, ...] = field(repr=False)
    language: Language | None
    is_shielded: bool


@dataclass(frozen=True, slots=True)
class AddressFile:
    """Everybody that could be read, and every fault."""

    addressees: tuple[Addressee, ...]
    faults: tuple[RollFault, ...]


def read_addressees(rows: Iterable[Row], columns: Mapping[Column, int]) -> AddressFile:
    """Read the rows after the heading. Each person may stand once."""
    if Column.REFERENCE not in columns and Column.IDENTITY not in columns:
        missing = Message(
            "No column tells people apart. Choose the column of references or of identity codes."
        )
        return AddressFile((), (RollFault(1, missing),))
    found: list[Addressee] = []
    faults: list[RollFault] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        try:
            addressee = _read_addressee(line, cells, columns)
            name = addressee.reference or (addressee.identity.text if addressee.identity else "")
            if name in seen:
                raise LineFault(Message("The same person stands in line %(line)s.", {"line": seen[name]}))
            seen[name] = line
            found.append(addressee)
        except LineFault as fault:
            faults.append(RollFault(line, fault.reason))
        if len(seen) > MOST_LINES:
            faults.append(
                RollFault(line, Message("The file has more than %(most)s residents.", {"most": MOST_LINES}))
            )
            break
    if not found and not faults:
        faults.append(RollFault(1, Message("The file has no residents.")))
    return AddressFile(tuple(found), tuple(faults))


def _read_addressee(line: int, cells: Sequence[str], columns: Mapping[Column, int]) -> Addressee:
    def cell(column: Column) -> str:
        place = columns.get(column)
        text = cells[place] if place is not None and place < len(cells) else ""
        return " ".join(text.split())

    reference = cell(Column.REFERENCE)
    identity = read_identity(cell(Column.IDENTITY))
    check_name(reference, identity)
    town = " ".join(filter(None, (cell(Column.POSTAL_CODE), cell(Column.TOWN))))
    address = tuple(filter(None, (cell(Column.NAME), cell(Column.STREET), town)))
    if any(len(part) > LONGEST_CELL or not part.isprintable() for part in address):
        raise LineFault(Message("A part of the address is too long for the envelope's window."))
    language = _LANGUAGES.get(cell(Column.LANGUAGE).casefold())
    return Addressee(line, reference, identity, address, language, read_flag(cell(Column.SHIELDED)))
