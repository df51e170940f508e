"""Test ballots whose fate is known: good ones at the edges of the rule, spoilt ones as a hostile browser makes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pb.kernel.ids import ProjectId
from voting.core.ballot.check import BallotFaultKind, check_choices
from voting.core.ballot.choices import Choices, arrange_choices, encode_choices
from voting.core.ballot.rule import BallotKind
from voting.core.ballot.style import BallotStyle, StyleId


@dataclass(frozen=True, slots=True)
class KnownBallot:
    """Choices, and every fault that opening must find in them; a good ballot has none."""

    style: StyleId
    choices: Choices
    faults: tuple[BallotFaultKind, ...]


def list_known(style: BallotStyle) -> tuple[KnownBallot, ...]:
    """Return test ballots of a style, each once, good ones first. What has no form under the style is left out."""
    found: dict[Choices, KnownBallot] = {}
    for drawn in _draft(style):
        choices = arrange_choices(style, drawn)
        if choices not in found and _can_be_sealed(style, choices):
            faults = {fault.kind for fault in check_choices(style, choices)}
            found[choices] = KnownBallot(style.id, choices, tuple(sorted(faults)))
    return tuple(sorted(found.values(), key=lambda ballot: bool(ballot.faults)))


def _can_be_sealed(style: BallotStyle, choices: Choices) -> bool:
    try:
        encode_choices(style, choices)
    except ValueError:
        return False
    return True


def _draft(style: BallotStyle) -> Iterator[Choices]:
    """Yield ballots of every size, from the first and from the last project on, with the least and the most values."""
    yield ()
    sizes = {
        1,
        2,
        style.rule.minimum,
        style.rule.maximum or 1,
        (style.rule.maximum or 0) + 1,
        len(style.projects),
    }
    for projects in (style.projects, style.projects[::-1]):
        yield from _draft_within_money(style, projects)
        for size in sorted(size for size in sizes if 0 < size <= len(projects)):
            yield from _draft_values(style, projects[:size])


def _draft_values(style: BallotStyle, projects: tuple[ProjectId, ...]) -> Iterator[Choices]:
    match style.rule.kind:
        case BallotKind.RANKING:
            yield tuple((project, place) for place, project in enumerate(projects, 1))
            yield tuple((project, place) for place, project in enumerate(projects, 2))
        case BallotKind.POINTS | BallotKind.SCORES:
            for value in {1, style.rule.top}:
                yield tuple((project, value) for project in projects)
            yield tuple(_share_out(style, projects))
        case _:
            yield tuple((project, 1) for project in projects)


def _share_out(style: BallotStyle, projects: tuple[ProjectId, ...]) -> Iterator[tuple[ProjectId, int]]:
    """Give the most points one may, to as many of ``projects`` as they last for."""
    left = style.rule.most_total or style.rule.top * len(projects)
    for number, project in enumerate(projects, 1):
        given = min(style.rule.top, left - (len(projects) - number))
        if given > 0:
            yield project, given
            left -= given


def _draft_within_money(style: BallotStyle, projects: tuple[ProjectId, ...]) -> Iterator[Choices]:
    """Fill the budget of a knapsack ballot as far as it goes."""
    if style.rule.budget is None:
        return
    left: int = style.rule.budget
    chosen: list[tuple[ProjectId, int]] = []
    costs = dict(zip(style.projects, style.costs, strict=True))
    for project in projects:
        if costs[project] <= left and len(chosen) < (style.rule.maximum or len(projects)):
            chosen.append((project, 1))
            left -= costs[project]
    yield tuple(chosen)
