"""A batch of sheets, keyed twice by two officials who don't see each other's work.

A sheet's serial is its batch and its place there. It exists only once the sheet is keyed, after the close: a number on
a sheet before that could be noted beside the voter who got it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pb.kernel.ids import AccountId

MOST_SHEETS = 50
"""A pile that can be counted at a glance and keyed in one sitting."""


@dataclass(frozen=True, slots=True)
class KeyedTwice:
    """One sheet as the two officials keyed it; lines are opened ballots as they are published."""

    position: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody says a sheet holds on which the two officials differ; it waits for a second person."""

    position: int
    line: str
    proposed_by: AccountId
    proposed_name: str


def write_serial(batch: int, position: int) -> str:
    """Return a sheet's serial, such as ``12-07``."""
    return f"{batch}-{position:02}"


def list_mismatches(
    first: Mapping[int, str], second: Mapping[int, str], settled: Mapping[int, str]
) -> tuple[KeyedTwice, ...]:
    """Return the sheets that two complete entries read differently and nobody has settled, in their order."""
    return tuple(
        KeyedTwice(position, first[position], second[position])
        for position in sorted(first)
        if first[position] != second[position] and position not in settled
    )


def may_confirm(decision: Decision, other: AccountId, keyers: frozenset[AccountId]) -> bool:
    """Whether ``other`` may be the second of the two who settle a sheet.

    Two different people, and not the two who differ: at least one has not keyed the batch.
    """
    return other != decision.proposed_by and not {other, decision.proposed_by} <= keyers
