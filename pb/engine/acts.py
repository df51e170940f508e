"""The acts that move or change a cycle, and who did them."""

from dataclasses import dataclass
from typing import NewType

from pb.kernel.ids import AccountId, StageKey

ActName = NewType("ActName", str)
"""An act's short name. The engine's own are below; a stage may add more, such as ``publish``."""

OPEN = ActName("open")
CLOSE = ActName("close")
CLOSE_EARLY = ActName("close-early")
AMEND = ActName("amend")


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one stage."""

    stage: StageKey
    name: ActName


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account by its id with the name shown in the journal, or the calendar."""

    id: AccountId
    name: str


CALENDAR = Actor(AccountId("calendar"), "calendar")
"""The scheduler, acting on the dates that people have set."""
