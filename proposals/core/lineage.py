"""What belongs to a proposal after merges and splits, and how its supporters are counted: each person once.

Supports, followers and comments are never moved. They stay where they were given, and a proposal gathers those of
all that were merged into it; so an undo needs to put nothing back, and can count nobody twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

Person = TypeVar("Person", bound=str)


@dataclass(frozen=True, slots=True)
class Given:
    """A support given to the proposal ``number`` at a moment."""

    number: int
    at: datetime


def find_standing(number: int, merged_into: Mapping[int, int]) -> int:
    """Return the number that a proposal goes on under: its own unless it was merged, and on from there."""
    while number in merged_into:
        number = merged_into[number]
    return number


def list_family(number: int, merged_into: Mapping[int, int]) -> frozenset[int]:
    """Return a proposal's number and those of all that were merged into it, directly or over others."""
    return frozenset(
        {
            number,
            *(each for each in merged_into if _leads_to(each, number, merged_into)),
        }
    )


def list_supporters(
    number: int,
    supports: Mapping[Person, Iterable[Given]],
    merged_into: Mapping[int, int],
    split_from: Mapping[int, tuple[int, datetime]],
) -> frozenset[Person]:
    """Return who supports a proposal: whoever supported one of its family.

    Before a split nobody knew the parts: whoever supported the whole until then supports the part too.
    """
    family = list_family(number, merged_into)
    wholes = [split_from[each] for each in family if each in split_from]
    return frozenset(
        person
        for person, given in supports.items()
        if any(
            one.number in family or any(one.number == whole and one.at <= at for whole, at in wholes)
            for one in given
        )
    )


def _leads_to(number: int, wanted: int, merged_into: Mapping[int, int]) -> bool:
    while number in merged_into:
        number = merged_into[number]
        if number == wanted:
            return True
    return False
