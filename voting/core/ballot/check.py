"""Whether choices keep the rule, and if not, every reason why.

The same check stands behind the ballot page, the opening of the box, paper batches and the verifier, so that no ballot
counts in one place and not in another. Faults are values with their numbers; pages word them in the reader's language.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.ids import ProjectId
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind
from voting.core.ballot.style import BallotStyle


class BallotFaultKind(StrEnum):
    """What can be wrong with a ballot; the values are published beside invalid ballots."""

    UNREADABLE = "unreadable"
    UNKNOWN_PROJECT = "unknown-project"
    CHOSEN_TWICE = "chosen-twice"
    BLANK = "blank"
    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    OVER_BUDGET = "over-budget"
    BAD_VALUE = "bad-value"
    TOO_FEW_POINTS = "too-few-points"
    TOO_MANY_POINTS = "too-many-points"
    GAP_IN_RANKS = "gap-in-ranks"


@dataclass(frozen=True, slots=True)
class BallotFault:
    """One fault: what was found and what the limit is (projects, cents or points), and the project if it is one."""

    kind: BallotFaultKind
    found: int = 0
    limit: int = 0
    project: ProjectId | None = None


def check_choices(style: BallotStyle, choices: Choices) -> tuple[BallotFault, ...]:
    """Return every reason why these choices aren't a valid ballot of the style; empty when they are one."""
    if not choices:
        return () if style.rule.blank else (BallotFault(BallotFaultKind.BLANK, 0, style.rule.minimum),)
    return (*_check_projects(style, choices), *_check_numbers(style, choices), *_check_values(style, choices))


def _check_projects(style: BallotStyle, choices: Choices) -> Iterator[BallotFault]:
    for project, times in Counter(project for project, _ in choices).items():
        if project not in style.projects:
            yield BallotFault(BallotFaultKind.UNKNOWN_PROJECT, project=project)
        elif times > 1:
            yield BallotFault(BallotFaultKind.CHOSEN_TWICE, times, 1, project)


def _check_numbers(style: BallotStyle, choices: Choices) -> Iterator[BallotFault]:
    rule = style.rule
    if len(choices) < rule.minimum:
        yield BallotFault(BallotFaultKind.TOO_FEW, len(choices), rule.minimum)
    if rule.maximum is not None and len(choices) > rule.maximum:
        yield BallotFault(BallotFaultKind.TOO_MANY, len(choices), rule.maximum)
    if rule.budget is not None:
        costs = dict(zip(style.projects, style.costs, strict=True))
        cost = sum(costs.get(project, 0) for project, _ in choices)
        if cost > rule.budget:
            yield BallotFault(BallotFaultKind.OVER_BUDGET, cost, rule.budget)


def _check_values(style: BallotStyle, choices: Choices) -> Iterator[BallotFault]:
    rule = style.rule
    if rule.kind is BallotKind.RANKING:
        if sorted(value for _, value in choices) != list(range(1, len(choices) + 1)):
            yield BallotFault(BallotFaultKind.GAP_IN_RANKS, max(value for _, value in choices), len(choices))
        return
    for project, value in choices:
        if not 1 <= value <= rule.top:
            yield BallotFault(BallotFaultKind.BAD_VALUE, value, rule.top, project)
    total = sum(value for _, value in choices)
    if total < rule.least_total:
        yield BallotFault(BallotFaultKind.TOO_FEW_POINTS, total, rule.least_total)
    if rule.most_total is not None and total > rule.most_total:
        yield BallotFault(BallotFaultKind.TOO_MANY_POINTS, total, rule.most_total)
