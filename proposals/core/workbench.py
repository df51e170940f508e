"""Who works on a proposal until when, and what officials tell each other of it.

An internal note is a type of its own in a table of its own: nothing public can take one, because no public page, export
or letter knows the type (a contract of `lint-imports` holds them apart).
"""

from dataclasses import dataclass
from datetime import datetime

from pb.kernel.ids import AccountId, ProposalId
from pb.kernel.message import Message

NOTE_MAXIMUM = 2000
UNIT_MAXIMUM = 80


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit's part in the answer to a proposal: who does it (empty: anyone of the unit) and until when."""

    proposal: ProposalId
    unit: str
    officer: AccountId
    officer_name: str
    due: datetime | None

    def is_overdue(self, now: datetime, *, is_answered: bool) -> bool:
        """Whether its day has passed without an answer."""
        return not is_answered and self.due is not None and self.due < now


@dataclass(frozen=True, slots=True)
class InternalNote:
    """What one official tells the others. Never public, not even after the release."""

    author: str
    unit: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Another proposal that can't be carried out together with this one, and why. Public with the answers."""

    number: int
    why: str


def check_note(text: str) -> dict[str, Message]:
    """Return what is wrong with a note, by field."""
    return {} if text else {"note": Message("Write the note.")}
