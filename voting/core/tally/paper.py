"""Paper ballots in the bundle: the account desk by desk, and the sheets in the clear.

Issued = cast + spoiled + unused at every desk, or nothing is published. Sheets have the form of opened ballots; one that
nobody can read has a form of its own, since it has no points to show.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pb.kernel.canonical import JSON, canonical_bytes
from voting.core.ballot.check import BallotFaultKind
from voting.core.ballot.style import BallotStyle
from voting.core.reading import Fields, FormatError, read_canonical
from voting.core.tally.opened import OpenedBallot, join_lines, read_opened

UNREADABLE_SHEET = OpenedBallot((), (BallotFaultKind.UNREADABLE,))
"""A sheet on which nobody can tell what was meant. It was cast, and counts nowhere."""


@dataclass(frozen=True, slots=True)
class DeskAccount:
    """What one desk was given and what it gave back."""

    desk: str
    issued: int
    cast: int
    spoiled: int
    unused: int

    @property
    def is_balanced(self) -> bool:
        """Whether every sheet is accounted for."""
        return self.issued == self.cast + self.spoiled + self.unused


def write_accounts(accounts: Sequence[DeskAccount]) -> bytes:
    """Return the file of all desks."""
    desks: list[JSON] = [
        {
            "cast": account.cast,
            "desk": account.desk,
            "issued": account.issued,
            "spoiled": account.spoiled,
            "unused": account.unused,
        }
        for account in accounts
    ]
    return canonical_bytes({"desks": desks})


def read_accounts(content: bytes, place: str) -> list[DeskAccount]:
    """Read the file of all desks and check each account. Raises FormatError naming the desk."""
    fields = Fields(read_canonical(content), place)
    accounts = []
    for element in fields.elements("desks"):
        desk = Fields(element, f"{place}: desk")
        account = DeskAccount(
            desk.text("desk"),
            desk.integer("issued"),
            desk.integer("cast"),
            desk.integer("spoiled"),
            desk.integer("unused"),
        )
        desk.finish()
        if not account.is_balanced:
            raise FormatError(f"{place}: desk {account.desk} doesn't balance")
        accounts.append(account)
    fields.finish()
    if len({account.desk for account in accounts}) != len(accounts):
        raise FormatError(f"{place}: a desk stands there twice")
    return accounts


def write_sheets(sheets: Iterable[OpenedBallot]) -> bytes:
    """Return the file of a style's paper ballots, sorted, so that no order of desks or batches is left."""
    return join_lines(sheet.to_line() for sheet in sheets)


def read_sheet(line: bytes, style: BallotStyle, place: str) -> OpenedBallot:
    """Read a line of that file and judge it again. Raises FormatError unless it is what would be published."""
    if line == UNREADABLE_SHEET.to_line():
        return UNREADABLE_SHEET
    return read_opened(line, style, place)
