"""One area's count as a report: for every project what became of it, and what a loser would have needed."""

from collections.abc import Sequence
from fractions import Fraction

from pb.kernel.handoff import Project
from pb.kernel.ids import AreaId
from voting.core.counting import Fate
from voting.core.counting.allocation import Round
from voting.core.explain import find_cheaper, find_more_supporters, measure_support, trace_flows
from voting.core.explain.inputs import Counted
from voting.core.result.report import (
    AreaReport,
    FractionText,
    ProjectReport,
    RoundReport,
    Shared,
    TieReport,
)

COULD_WIN = frozenset({Fate.SUPPORT_TOO_SMALL, Fate.DOES_NOT_FIT, Fate.AFTER_STOP})
"""The fates a lower cost or more voters could have changed."""


def explain_area(
    area: AreaId, counted: Counted, projects: Sequence[Project], *, has_money: bool
) -> AreaReport:
    """Explain a counted area. Without money no cost is told: there is none."""
    allocation = counted.allocation
    support = dict(zip(counted.profile.projects, counted.support_profile.scores(), strict=True))
    votes = dict(zip(counted.profile.projects, counted.profile.votes(), strict=True))
    effective = measure_support(counted) if allocation.certificate else {}
    decided = {entry.project: entry.number for entry in reversed(allocation.rounds)}

    def explain(project: Project) -> ProjectReport:
        fate = allocation.fates[project.id]
        cheaper = find_cheaper(counted, project.id) if has_money and fate in COULD_WIN else None
        more = find_more_supporters(counted, project.id) if fate in COULD_WIN else None
        flows = trace_flows(counted, project.id)
        percent = effective.get(project.id)
        return ProjectReport(
            project=project.id,
            place=1 + sum(other > support[project.id] for other in support.values()),
            votes=votes[project.id],
            support=support[project.id],
            cost=project.cost,
            fate=fate.value,
            # Rounded down: a loser must never seem to have had all it needed.
            effective=None if percent is None else int(percent * 10),
            decided_in=decided.get(project.id),
            cheaper_by=cheaper.by if cheaper else None,
            more_voters=more.voters if more else None,
            shared=tuple(Shared(flow.project, flow.voters, flow.paid) for flow in flows.shared),
            suppressed=flows.suppressed,
        )

    return AreaReport(
        area=area,
        share=_write(allocation.endowment),
        rounds=tuple(_tell_round(entry, has_money=has_money) for entry in allocation.rounds),
        ties=tuple(TieReport(tie.round, tie.projects) for tie in allocation.ties),
        projects=tuple(explain(project) for project in projects),
    )


def explain_nothing(area: AreaId, projects: Sequence[Project]) -> AreaReport:
    """Return the report of an area where no ballot names a project."""
    return AreaReport(
        area,
        FractionText(""),
        (),
        (),
        tuple(
            ProjectReport(
                project.id, 1, 0, 0, project.cost, Fate.NO_VOTES.value, None, None, None, None, (), 0
            )
            for project in projects
        ),
    )


def _tell_round(entry: Round, *, has_money: bool) -> RoundReport:
    return RoundReport(
        number=entry.number,
        phase=entry.phase,
        project=entry.project,
        cost=entry.cost if has_money else type(entry.cost)(0),
        votes=entry.votes,
        fate=entry.fate.value,
        key=_write(entry.key),
        left=entry.left,
        price=_write(entry.price),
        payers=entry.payers,
        emptied=entry.emptied,
    )


def _write(fraction: Fraction | None) -> FractionText:
    return FractionText("" if fraction is None else str(fraction))
