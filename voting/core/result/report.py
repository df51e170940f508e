"""The count in full as plain values: what every page, file and feed about a result is made from.

It is made once, at the count, and stored under one digest, so that nothing on a page can differ from what two people
approved. Fractions are text ("7/3"), percentages are whole thousandths: the canonical form knows no floats.
"""

from dataclasses import dataclass
from typing import NewType

from pb.kernel.handoff import AreaOutcome, Outcome
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.money import Cents
from voting.core.result.turnout import Turnout

FractionText = NewType("FractionText", str)
"""A whole number or ``numerator/denominator``; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A funded project that supporters of another also named: how many of them, and what they paid for it."""

    project: ProjectId
    voters: int
    paid: Cents | None


@dataclass(frozen=True, slots=True)
class ProjectReport:
    """Everything about one project. `place` is by support, 1 the highest; equals share a place.

    `effective` is the effective support in thousandths of the cost (1000 is bought), None under rules without prices.
    `decided_in` is the round that decided, None where none did. `cheaper_by` and `more_voters` are what a loser lacked,
    each found by counting again; None where nothing would have helped or the project didn't lose. `shared` leaves out
    flows of fewer than ten voters; `suppressed` is how many there were.
    """

    project: ProjectId
    place: int
    votes: int
    support: int
    cost: Cents
    fate: str
    effective: int | None
    decided_in: int | None
    cheaper_by: Cents | None
    more_voters: int | None
    shared: tuple[Shared, ...]
    suppressed: int


@dataclass(frozen=True, slots=True)
class RoundReport:
    """One decision of the count, as `voting.core.counting.Round` tells it."""

    number: int
    phase: str
    project: ProjectId
    cost: Cents
    votes: int
    fate: str
    key: FractionText
    left: Cents
    price: FractionText
    payers: int
    emptied: int


@dataclass(frozen=True, slots=True)
class TieReport:
    """Projects that were exactly equal, in the order in which the tie rule put them."""

    round: int
    projects: tuple[ProjectId, ...]


@dataclass(frozen=True, slots=True)
class AreaReport:
    """One area's count. `share` is what each voter had, in cents, under rules that give one."""

    area: AreaId
    share: FractionText
    rounds: tuple[RoundReport, ...]
    ties: tuple[TieReport, ...]
    projects: tuple[ProjectReport, ...]

    def about(self, project: ProjectId) -> ProjectReport:
        """Return what is said about one project. Raises LookupError."""
        found = next((report for report in self.projects if report.project == project), None)
        if found is None:
            raise LookupError(project)
        return found


@dataclass(frozen=True, slots=True)
class CountReport:
    """The count of a cycle: the outcome that is handed on, each area explained, and the turnout."""

    outcome: Outcome
    areas: tuple[AreaReport, ...]
    turnout: Turnout

    def area(self, area: str) -> tuple[AreaOutcome, AreaReport]:
        """Return one area's outcome and its explanation. Raises LookupError."""
        for outcome, report in zip(self.outcome.areas, self.areas, strict=True):
            if outcome.area == area:
                return outcome, report
        raise LookupError(area)
