"""What a deciding body made of an advisory vote: which projects are carried out, and why not those the vote put first.

The vote order alone would carry out what the counting rule funds; where the rule only ranks, what fits the area's money
going down the ranks. Every project the body decides on otherwise is a departure, and a departure without a public
reason is never published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pb.kernel.handoff import AreaOutcome, Outcome, ProjectOutcome
from pb.kernel.ids import ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from voting.core.counting import Fate

CHOSEN, NOT_CHOSEN = "chosen-by-body", "not-chosen-by-body"
"""The reason codes of a decided outcome."""


@dataclass(frozen=True, slots=True)
class ProjectDecision:
    """Whether a project is carried out. `reason` is public, and needed where the vote order said otherwise."""

    project: ProjectId
    chosen: bool
    reason: LocalizedText = field(default_factory=LocalizedText)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with the body that made it, the day of the meeting, and where its minutes are (an https address)."""

    body: LocalizedText
    meeting: date
    minutes: str
    projects: tuple[ProjectDecision, ...]

    def about(self, project: ProjectId) -> ProjectDecision | None:
        """Return the decision on one project, or None."""
        return next((decided for decided in self.projects if decided.project == project), None)


def list_advised(outcome: Outcome) -> frozenset[ProjectId]:
    """Return what the vote order alone would carry out in all areas."""
    costs = {project.id: project.cost for project in outcome.shortlist.projects}
    return frozenset(project for area in outcome.areas for project in _advise(area, costs))


def find_departures(outcome: Outcome, chosen: Mapping[ProjectId, bool]) -> frozenset[ProjectId]:
    """Return the projects decided otherwise than the vote order would; a project without a decision is not chosen."""
    advised = list_advised(outcome)
    return frozenset(
        project.id
        for project in outcome.shortlist.projects
        if chosen.get(project.id, False) != (project.id in advised)
    )


def find_unexplained(outcome: Outcome, decision: Decision) -> frozenset[ProjectId]:
    """Return the departures that lack a public reason in Finnish or Swedish."""
    chosen = {decided.project: decided.chosen for decided in decision.projects}
    reasons = {decided.project: decided.reason for decided in decision.projects}
    return frozenset(
        project
        for project in find_departures(outcome, chosen)
        if project not in reasons or not (reasons[project].fi and reasons[project].sv)
    )


def measure_excess(outcome: Outcome, decision: Decision) -> Cents:
    """Return by how much the chosen projects of the worst area cost more than its money; 0 when every area's fit."""
    chosen = {decided.project for decided in decision.projects if decided.chosen}
    costs = {project.id: project.cost for project in outcome.shortlist.projects}
    excesses = (
        sum(costs[line.project] for line in area.projects if line.project in chosen) - area.budget
        for area in outcome.areas
    )
    return Cents(max(0, *excesses))


def apply_decision(outcome: Outcome, decision: Decision) -> Outcome:
    """Return the outcome as decided: the votes stay, what is carried out is the body's."""
    chosen = {decided.project for decided in decision.projects if decided.chosen}
    costs = {project.id: project.cost for project in outcome.shortlist.projects}

    def decide(line: ProjectOutcome) -> ProjectOutcome:
        is_chosen = line.project in chosen
        return replace(line, funded=is_chosen, reason=CHOSEN if is_chosen else NOT_CHOSEN)

    return replace(
        outcome,
        areas=tuple(
            replace(
                area,
                spent=Cents(sum(costs[line.project] for line in area.projects if line.project in chosen)),
                projects=tuple(decide(line) for line in area.projects),
            )
            for area in outcome.areas
        ),
    )


def leave_open(outcome: Outcome) -> Outcome:
    """Return the outcome of an advisory vote before the decision: the vote order, and nothing carried out yet."""
    return replace(
        outcome,
        areas=tuple(
            replace(
                area,
                spent=Cents(0),
                projects=tuple(
                    replace(line, funded=False, reason=Fate.RANKED.value) for line in area.projects
                ),
            )
            for area in outcome.areas
        ),
    )


def _advise(area: AreaOutcome, costs: Mapping[ProjectId, Cents]) -> list[ProjectId]:
    if any(line.reason != Fate.RANKED for line in area.projects):
        return [line.project for line in area.projects if line.funded]
    advised, left = [], int(area.budget)
    for line in area.projects:
        if line.support and costs[line.project] <= left:
            advised.append(line.project)
            left -= costs[line.project]
    return advised
