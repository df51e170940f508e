"""The journal: who did what, when, in an order that can't be changed afterwards without showing.

Each entry carries the hash of the one before it. Whoever keeps a copy of the newest hash can tell whether any earlier
entry was altered, added or removed. A journal entry never holds a ballot's content.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pb.engine.acts import Actor
from pb.kernel.canonical import JSON, digest

GENESIS = "0" * 64
"""The hash before the first entry."""


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """Something that happened in a cycle; `stage` is empty for acts on the cycle as a whole."""

    act: str
    stage: str
    actor: Actor
    details: JSON = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An event in its place in the chain. `at` is UTC to the second."""

    sequence: int
    at: datetime
    event: JournalEvent
    previous: str
    hash: str


def chain_event(event: JournalEvent, at: datetime, newest: JournalEntry | None) -> JournalEntry:
    """Return ``event`` as the entry after ``newest`` (None at the start)."""
    sequence = newest.sequence + 1 if newest else 1
    previous = newest.hash if newest else GENESIS
    moment = at.astimezone(UTC).replace(microsecond=0)
    return JournalEntry(sequence, moment, event, previous, _hash_entry(sequence, moment, event, previous))


def find_break(entries: Iterable[JournalEntry]) -> int | None:
    """Return the sequence number of the first entry that doesn't follow from those before it, or None."""
    previous = GENESIS
    for sequence, entry in enumerate(entries, start=1):
        expected = _hash_entry(sequence, entry.at, entry.event, previous)
        if (entry.sequence, entry.previous, entry.hash) != (sequence, previous, expected):
            return sequence
        previous = entry.hash
    return None


def _hash_entry(sequence: int, at: datetime, event: JournalEvent, previous: str) -> str:
    return digest(
        {
            "sequence": sequence,
            "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "act": event.act,
            "stage": event.stage,
            "actor": [event.actor.id, event.actor.name],
            "details": event.details,
            "previous": previous,
        }
    )
