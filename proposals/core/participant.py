"""Who takes part under a confirmed e-mail address: supports, asks, follows, and finds their own things again.

Nobody is asked for a password, and nothing but the address, a shown name and a language is kept. A participant is not
an entry of the electoral roll, and no account of the staff.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from pb.kernel.language import Language

ParticipantId = NewType("ParticipantId", str)

ADDRESS_MAXIMUM = 254
"""RFC 5321 leaves this much for an address."""

LINK_LIFETIME = timedelta(hours=2)
"""How long a letter's sign-in link works."""

NAME_MAXIMUM = 80


class Pace(StrEnum):
    """How often somebody wants a letter about what they follow."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


REST = {Pace.AT_ONCE: timedelta(0), Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}
"""The shortest time between two letters of news, by pace."""

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody whose address has answered. `name` is shown beside what they write; it may be empty until then."""

    id: ParticipantId
    address: str
    name: str
    language: Language
    pace: Pace
    joined_at: datetime


def is_address(text: str) -> bool:
    """Whether a text has the form of an e-mail address; whether it exists only a letter can tell."""
    return len(text) <= ADDRESS_MAXIMUM and _ADDRESS.fullmatch(text) is not None


def fold_address(address: str) -> str:
    """Return the form in which addresses are compared: nobody has two mailboxes that differ in case only."""
    return address.strip().casefold()
