"""The account of paper ballots, desk by desk: issued = cast + spoiled + unused, or nothing is published."""

from collections.abc import Sequence
from dataclasses import dataclass

from pb.kernel.canonical import JSON, canonical_bytes
from voting.core.reading import Fields, FormatError, read_canonical


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
