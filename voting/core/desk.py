"""Voting at a desk: an official looks at a document and hands over one ballot, to this device or to another.

What is kept of it says who helped whom onto the ballot and by which kind of document; never what was chosen.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pb.kernel.ids import AccountId, CycleId, ResidentId
from voting.core.letters import draw_letters, group_letters, read_letters

CODE_LETTERS = 8
CODE_LASTS = timedelta(minutes=5)
"""A code is used once and soon, so forty bits behind a throttle are out of a guesser's reach."""


class Document(StrEnum):
    """The kinds of document an official may accept."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity-card"
    DRIVING_LICENCE = "driving-licence"
    OTHER = "other-official"


class State(StrEnum):
    """What became of an assistance, apart from casting, which the roll's mark says."""

    OPEN = "open"
    TAKEN_BACK = "taken-back"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Assistance:
    """One resident helped onto the ballot. `hour` is the hour it began, as text; nothing finer is kept."""

    id: str
    cycle: CycleId
    resident: ResidentId
    official: AccountId
    document: Document
    hour: str
    state: State = State.OPEN


def name_hour(moment: datetime) -> str:
    """Return the hour of a moment in UTC."""
    return moment.strftime("%Y-%m-%dT%HZ")


def read_hour(name: str) -> datetime:
    """Return the beginning of an hour that `name_hour` named."""
    return datetime.strptime(name, "%Y-%m-%dT%HZ").replace(tzinfo=UTC)


def draw_hand_over_code() -> str:
    """Return a new code in its plain form of eight letters."""
    return draw_letters(CODE_LETTERS)


def print_hand_over_code(code: str) -> str:
    """Return a code as it is shown."""
    return group_letters(code)


def read_hand_over_code(typed: str) -> str | None:
    """Return the code somebody typed, or None when it can't be one."""
    if len(typed) > 40:
        return None
    try:
        code = read_letters(typed)
    except ValueError:
        return None
    return code if len(code) == CODE_LETTERS else None
