"""What a ballot may look like: which projects, how many, and whether they have to fit the area's money.

Every fault is a value with its numbers, so that each page words it in its reader's language and money.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.handoff import Project
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents


class BallotKind(StrEnum):
    """How residents choose: up to a number of projects, or as many as fit the area's money."""

    APPROVAL = "approval"
    KNAPSACK = "knapsack"


@dataclass(frozen=True, slots=True)
class BallotRule:
    """The kind, the least and most projects (None: no limit), and whether a blank ballot may be cast."""

    kind: BallotKind = BallotKind.APPROVAL
    minimum: int = 1
    maximum: int | None = None
    blank: bool = False


class BallotFaultKind(StrEnum):
    """What can be wrong with a ballot."""

    UNKNOWN_PROJECT = "unknown-project"
    BLANK = "blank"
    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    OVER_BUDGET = "over-budget"


@dataclass(frozen=True, slots=True)
class BallotFault:
    """One fault: what was found and what the limit is, in projects or in cents."""

    kind: BallotFaultKind
    found: int = 0
    limit: int = 0


def check_ballot(
    rule: BallotRule, projects: Mapping[ProjectId, Project], budget: Cents, choices: Mapping[ProjectId, int]
) -> tuple[BallotFault, ...]:
    """Return every reason why ``choices`` can't be cast in an area with these projects; empty when they can."""
    known = [projects[project] for project, weight in choices.items() if project in projects and weight == 1]
    count = len(choices)
    if len(known) < count:
        return (BallotFault(BallotFaultKind.UNKNOWN_PROJECT, count - len(known)),)
    if not count:
        return () if rule.blank else (BallotFault(BallotFaultKind.BLANK, 0, rule.minimum),)
    faults: list[BallotFault] = []
    if count < rule.minimum:
        faults.append(BallotFault(BallotFaultKind.TOO_FEW, count, rule.minimum))
    if rule.maximum is not None and count > rule.maximum:
        faults.append(BallotFault(BallotFaultKind.TOO_MANY, count, rule.maximum))
    cost = sum(project.cost for project in known)
    if rule.kind is BallotKind.KNAPSACK and cost > budget:
        faults.append(BallotFault(BallotFaultKind.OVER_BUDGET, cost, budget))
    return tuple(faults)
