"""What a desk that hands out paper owes: every sheet it was given, and a sheet for everyone it marked.

A sheet is cast (in the box, keyed and agreed), spoiled (given back by a voter for a new one), lost (handed out and not
put in the box) or unused. The published account counts a lost sheet as spoiled; here it stands apart, since it explains
why somebody is marked for whom no sheet is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.ids import AreaId
from pb.kernel.message import Message, Value
from voting.core.tally.paper import DeskAccount


class SheetKind(StrEnum):
    """What an official writes down about sheets; cast ones are counted from the batches."""

    ISSUED = "issued"
    SPOILED = "spoiled"
    LOST = "lost"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Pile:
    """The sheets of one area at one desk. `cast` are those keyed and agreed."""

    area: AreaId
    issued: int = 0
    cast: int = 0
    spoiled: int = 0
    lost: int = 0
    unused: int = 0

    @property
    def missing(self) -> int:
        """How many sheets nothing tells of; below zero when there are more than were issued."""
        return self.issued - self.cast - self.spoiled - self.lost - self.unused


@dataclass(frozen=True, slots=True)
class DeskState:
    """One desk as it stands: its piles, how many it marked on the roll, and the batches that aren't settled."""

    name: str
    piles: tuple[Pile, ...]
    marked: int
    unsettled: tuple[int, ...] = ()

    @property
    def cast(self) -> int:
        """The sheets keyed and agreed, of all areas."""
        return sum(pile.cast for pile in self.piles)

    @property
    def lost(self) -> int:
        """The sheets handed out that didn't come into the box, of all areas."""
        return sum(pile.lost for pile in self.piles)

    @property
    def account(self) -> DeskAccount:
        """The account as it is published."""
        return DeskAccount(
            self.name,
            sum(pile.issued for pile in self.piles),
            self.cast,
            sum(pile.spoiled for pile in self.piles) + self.lost,
            sum(pile.unused for pile in self.piles),
        )

    @property
    def is_balanced(self) -> bool:
        """Whether nothing is missing, nothing is unsettled, and as many were marked as sheets are explained."""
        return not list_lacks(self, {})


def list_lacks(desk: DeskState, area_names: Mapping[AreaId, str]) -> tuple[Message, ...]:
    """Return everything that keeps a desk from balancing, each as a sentence with its numbers."""
    return (*_list_unsettled(desk), *_list_missing(desk, area_names), *_list_unmarked(desk))


def list_all_lacks(desks: Sequence[DeskState], area_names: Mapping[AreaId, str]) -> tuple[Message, ...]:
    """Return what keeps any desk from balancing, in the order of the desks."""
    return tuple(lack for desk in desks for lack in list_lacks(desk, area_names))


def _list_unsettled(desk: DeskState) -> list[Message]:
    return [
        Message(
            "%(desk)s: batch %(batch)s has not been keyed twice and settled.",
            {"desk": desk.name, "batch": batch},
        )
        for batch in desk.unsettled
    ]


def _list_missing(desk: DeskState, area_names: Mapping[AreaId, str]) -> list[Message]:
    lacks: list[Message] = []
    for pile in desk.piles:
        values: dict[str, Value] = {
            "desk": desk.name,
            "area": area_names.get(pile.area, pile.area),
            "count": abs(pile.missing),
        }
        if pile.missing > 0:
            lacks.append(Message("%(desk)s, %(area)s: ballots missing: %(count)s.", values))
        elif pile.missing < 0:
            lacks.append(
                Message("%(desk)s, %(area)s: more ballots than were given to the desk: %(count)s.", values)
            )
    return lacks


def _list_unmarked(desk: DeskState) -> list[Message]:
    explained = desk.cast + desk.lost
    if desk.marked == explained:
        return []
    return [
        Message(
            "%(desk)s: residents marked as having voted: %(marked)s, but ballots keyed or lost: %(ballots)s.",
            {"desk": desk.name, "marked": desk.marked, "ballots": explained},
        )
    ]
