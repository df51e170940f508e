"""A published result as its pages show it: areas, lines in the order of the count, and what each project lacked.

Everything here is made from one published version; nothing is counted anew.
"""

from dataclasses import dataclass
from fractions import Fraction

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.kernel.handoff import AreaOutcome, Project
from pb.kernel.ids import ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from voting.core.counting import Fate
from voting.core.result.decision import find_departures
from voting.core.result.report import AreaReport, FractionText, ProjectReport
from voting.storage.outcomes import Version
from voting.web.words import explain_fate


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One project in the order of the count. `share` is its support against the most in the area, 0 to 1.

    `departure` is the public reason where a body decided otherwise than the vote order, None elsewhere.
    """

    rank: int
    project: Project
    votes: int
    funded: bool
    fate: Message
    share: float
    about: ProjectReport
    departure: LocalizedText | None


@dataclass(frozen=True, slots=True)
class RoundStep:
    """One round as it is told and drawn: its project, and the money before it and after."""

    number: int
    phase: str
    project: Project
    funded: bool
    fate: str
    votes: int
    cost: int
    left: int
    before: int
    price: Fraction | None
    payers: int
    emptied: int


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One area's outcome with what its page shows."""

    area: Area
    outcome: AreaOutcome
    report: AreaReport
    lines: tuple[ResultLine, ...]
    steps: tuple[RoundStep, ...]

    @property
    def winners(self) -> tuple[ResultLine, ...]:
        """The projects that are carried out."""
        return tuple(line for line in self.lines if line.funded)

    @property
    def funded(self) -> int:
        """How many there are."""
        return len(self.winners)

    @property
    def has_effective(self) -> bool:
        """Whether the rule knows effective support."""
        return any(line.about.effective is not None for line in self.lines)

    @property
    def highest(self) -> int:
        """The most money any round reaches, in cents: the width of the picture. The area's budget at least."""
        return max((int(self.outcome.budget), *(step.before + step.cost for step in self.steps)), default=1)


def view_areas(version: Version, cycle: Cycle) -> tuple[AreaResult, ...]:
    """Return every area of a published result, in the order of the declaration."""
    return tuple(view_area(version, cycle, area.area) for area in version.result.outcome.areas)


def view_area(version: Version, cycle: Cycle, name: str) -> AreaResult:
    """Return one area of a published result. Raises LookupError."""
    result = version.result
    area = cycle.declaration.area(name)
    outcome = next((outcome for outcome in result.outcome.areas if outcome.area == name), None)
    if area is None or outcome is None:
        raise LookupError(name)
    report = result.count.area(name)[1]
    projects = {project.id: project for project in result.count.outcome.shortlist.projects}
    departures = _explain_departures(version)
    most = max((line.support for line in outcome.projects), default=0) or 1
    lines = tuple(
        ResultLine(
            rank=line.rank,
            project=projects[line.project],
            votes=line.support,
            funded=line.funded,
            fate=explain_fate(line.reason, has_money=cycle.declaration.has_money),
            share=line.support / most,
            about=report.about(line.project),
            departure=departures.get(line.project),
        )
        for line in outcome.projects
    )
    return AreaResult(area, outcome, report, lines, _list_steps(report, projects))


def read_fraction(text: FractionText) -> Fraction | None:
    """Return a stored fraction; None where there is none."""
    return Fraction(text) if text else None


def _list_steps(report: AreaReport, projects: dict[ProjectId, Project]) -> tuple[RoundStep, ...]:
    steps: list[RoundStep] = []
    spent = 0
    for entry in report.rounds:
        funded = entry.fate == Fate.FUNDED
        steps.append(
            RoundStep(
                number=entry.number,
                phase=entry.phase,
                project=projects[entry.project],
                funded=funded,
                fate=entry.fate,
                votes=entry.votes,
                cost=entry.cost,
                left=entry.left,
                before=spent,
                price=read_fraction(entry.price),
                payers=entry.payers,
                emptied=entry.emptied,
            )
        )
        spent += entry.cost if funded else 0
    return tuple(steps)


def _explain_departures(version: Version) -> dict[ProjectId, LocalizedText]:
    decision = version.result.decision
    if decision is None:
        return {}
    chosen = {decided.project: decided.chosen for decided in decision.projects}
    reasons = {decided.project: decided.reason for decided in decision.projects}
    departed = find_departures(version.result.count.outcome, chosen)
    return {project: reasons.get(project, LocalizedText()) for project in departed}
