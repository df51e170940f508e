"""How many took part, by area and by age, with figures so small that they would tell of single people held back.

A figure is held back when fewer than the threshold voted, or fewer than that did not: either would say what somebody
did. Since the total is public, a single gap could be filled by subtraction; so the smallest further group is held back
too, until the gaps taken together pass the same test. Nothing here knows a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A group of residents by its name: how many voted, of how many who might."""

    name: str
    voted: int
    entitled: int


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group as it is published; both figures are None where they are held back."""

    name: str
    voted: int | None
    entitled: int | None


@dataclass(frozen=True, slots=True)
class TurnoutCounts:
    """The figures as they are, for the count alone; never shown or stored."""

    by_area: tuple[Group, ...]
    by_age: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Turnout:
    """The turnout as it is published. A table is empty where its figures are not known."""

    voted: int
    entitled: int
    threshold: int
    by_area: tuple[ShownGroup, ...]
    by_age: tuple[ShownGroup, ...]


def publish_turnout(counts: TurnoutCounts, threshold: int, *, area_is_public: bool) -> Turnout:
    """Return what may be published.

    ``area_is_public``: each area's ballots are published anyway, so holding back how many there are would hide nothing.
    """
    groups = counts.by_area or counts.by_age
    return Turnout(
        voted=sum(group.voted for group in groups),
        entitled=sum(group.entitled for group in groups),
        threshold=threshold,
        by_area=suppress(counts.by_area, 0 if area_is_public else threshold),
        by_age=suppress(counts.by_age, threshold),
    )


def suppress(groups: Sequence[Group], threshold: int) -> tuple[ShownGroup, ...]:
    """Return the groups with what may not be told held back; empty when not two of them can be told apart safely.

    Groups of nobody tell nothing and stay out.
    """
    present = [group for group in groups if group.entitled]
    hidden = {group.name for group in present if _tells(group.voted, group.entitled, threshold)}
    # The next to go is the one with the fewest voters: it costs readers least.
    others = sorted(
        (group for group in present if group.name not in hidden),
        key=lambda group: (min(group.voted, group.entitled - group.voted), group.name),
    )
    while hidden and others and _is_recoverable(present, hidden, threshold):
        hidden.add(others.pop(0).name)
    if hidden and _is_recoverable(present, hidden, threshold):
        return ()
    return tuple(
        ShownGroup(group.name, None, None)
        if group.name in hidden
        else ShownGroup(group.name, group.voted, group.entitled)
        for group in present
    )


def _tells(voted: int, entitled: int, threshold: int) -> bool:
    return min(voted, entitled - voted) < threshold


def _is_recoverable(groups: Sequence[Group], hidden: set[str], threshold: int) -> bool:
    """Whether the public total minus what is shown tells of a gap what the gap was to hide."""
    gaps = [group for group in groups if group.name in hidden]
    return len(gaps) < 2 or _tells(
        sum(gap.voted for gap in gaps), sum(gap.entitled for gap in gaps), threshold
    )
