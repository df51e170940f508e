"""Paper ballots in officials' and residents' words: how a sheet is filled in, and what is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from voting.core.ballot.check import BallotFaultKind
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle
from voting.core.paper.account import SheetKind
from voting.core.tally.opened import OpenedBallot

SHEET_KINDS: Mapping[SheetKind, Message] = {
    SheetKind.ISSUED: Message("Given to the desk"),
    SheetKind.SPOILED: Message("Spoiled and given back"),
    SheetKind.LOST: Message("Handed out, not in the box"),
    SheetKind.UNUSED: Message("Left over"),
}

FAULTS: Mapping[BallotFaultKind, Message] = {
    BallotFaultKind.UNREADABLE: Message("can't be read"),
    BallotFaultKind.UNKNOWN_PROJECT: Message("a project that is not on the ballot"),
    BallotFaultKind.CHOSEN_TWICE: Message("a project chosen twice"),
    BallotFaultKind.BLANK: Message("nothing chosen"),
    BallotFaultKind.TOO_FEW: Message("too few projects"),
    BallotFaultKind.TOO_MANY: Message("too many projects"),
    BallotFaultKind.OVER_BUDGET: Message("costs more than the budget"),
    BallotFaultKind.BAD_VALUE: Message("a number that is too large"),
    BallotFaultKind.TOO_FEW_POINTS: Message("too few points"),
    BallotFaultKind.TOO_MANY_POINTS: Message("too many points"),
    BallotFaultKind.GAP_IN_RANKS: Message("places that do not follow one another"),
}

WITH_NUMBERS = frozenset({BallotKind.POINTS, BallotKind.SCORES, BallotKind.RANKING})
"""Kinds on whose sheets a number is written instead of a tick."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as it is shown: the projects with their values (0: none is written), and its faults in words."""

    choices: tuple[tuple[ProjectId, int], ...]
    faults: tuple[Message, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.choices and not self.faults


def describe_sheet(style: BallotStyle, ballot: OpenedBallot) -> ReadSheet:
    """Return a sheet as a page shows it."""
    numbered = style.rule.kind in WITH_NUMBERS
    choices = tuple((project, value if numbered else 0) for project, value in ballot.choices)
    return ReadSheet(choices, tuple(FAULTS[fault] for fault in ballot.faults))


def explain_marking(rule: BallotRule, budget: str) -> tuple[Message, ...]:
    """Return how a sheet is filled in, step by step; ``budget`` is the area's money as it is written."""
    return (*_explain_kind(rule, budget), *_explain_limits(rule), *_explain_rest(rule))


def _explain_kind(rule: BallotRule, budget: str) -> tuple[Message, ...]:
    match rule.kind:
        case BallotKind.SINGLE:
            return (Message("Put a cross in the box of one project."),)
        case BallotKind.APPROVAL:
            return (Message("Put a cross in the box of each project you choose."),)
        case BallotKind.KNAPSACK:
            return (
                Message("Put a cross in the box of each project you choose."),
                Message("Together your projects may cost at most %(budget)s.", {"budget": budget}),
            )
        case BallotKind.POINTS:
            return (
                Message("Write beside a project how many points you give it."),
                Message(
                    "You have %(points)s points. You may give one project at most %(top)s.",
                    {"points": rule.most_total or 0, "top": rule.top},
                ),
            )
        case BallotKind.SCORES:
            return (
                Message(
                    "Write beside a project a number from 1 to %(top)s. A larger number is better.",
                    {"top": rule.top},
                ),
            )
        case BallotKind.RANKING:
            return (
                Message("Write 1 beside the project you want most, 2 beside the next one, and so on."),
                Message("Use each number once."),
            )


def _explain_limits(rule: BallotRule) -> tuple[Message, ...]:
    if rule.kind is BallotKind.SINGLE:
        return ()
    limits: list[Message] = []
    if rule.minimum > 1:
        limits.append(Message("Choose at least this many projects: %(count)s.", {"count": rule.minimum}))
    if rule.maximum is not None:
        limits.append(Message("Choose at most this many projects: %(count)s.", {"count": rule.maximum}))
    if rule.least_total:
        limits.append(Message("Give at least this many points: %(count)s.", {"count": rule.least_total}))
    return tuple(limits)


def _explain_rest(rule: BallotRule) -> tuple[Message, ...]:
    blank = (Message("You may leave the ballot blank."),) if rule.blank else ()
    return (
        *blank,
        Message("Write nothing else. Do not write your name."),
        Message("If you make a mistake, ask for a new ballot and give this one back."),
        Message("Fold the ballot and put it in the box yourself."),
    )
