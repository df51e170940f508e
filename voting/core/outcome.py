"""From a closed box to the outcome: every area is a pot of its own, counted by the sealed rule.

A cycle without money is counted as if each project cost one cent and the pot held as many cents as there are winners;
so the same exact rules serve both.
"""

import json
from collections.abc import Mapping, Sequence

from pb.engine.declaration import CycleDeclaration
from pb.kernel.handoff import AreaBallots, AreaOutcome, ClosedBox, Outcome, Project, ProjectOutcome
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from pb.kernel.plain import to_plain
from voting.core.ballot.weights import weigh_ballot
from voting.core.counting import Allocation, BallotProfile, Candidate, CountingRule, Fate, count
from voting.core.rules import VotingRules, read_rules


def count_box(box: ClosedBox, declaration: CycleDeclaration) -> Outcome:
    """Return the outcome of every area. The same box and declaration give the same outcome, always."""
    rules = read_rules(declaration)
    areas = tuple(_count_area(ballots, box, declaration, rules) for ballots in box.areas)
    return Outcome(_describe(rules.counting), box.shortlist, areas)


def _count_area(
    box: AreaBallots, whole: ClosedBox, declaration: CycleDeclaration, rules: VotingRules
) -> AreaOutcome:
    projects = whole.shortlist.in_area(box.area)
    budget = next(area.budget for area in declaration.areas if area.id == box.area)
    ballots = [weigh_ballot(rules.ballot.kind, ballot) for ballot in box.ballots]
    profile = BallotProfile.from_ballots([project.id for project in projects], ballots)
    outcomes = (
        _count_pot(projects, profile, budget if declaration.has_money else None, rules, box.lots)
        if profile.voters
        else _fund_nothing(projects)
    )
    funded = {project.project for project in outcomes if project.funded}
    return AreaOutcome(
        area=box.area,
        budget=budget,
        spent=Cents(sum(project.cost for project in projects if project.id in funded)),
        voters=len(box.ballots),
        blank=profile.blank,
        entitled=box.entitled,
        projects=outcomes,
    )


def _count_pot(
    projects: Sequence[Project],
    profile: BallotProfile,
    budget: Cents | None,
    rules: VotingRules,
    lots: Sequence[ProjectId],
) -> tuple[ProjectOutcome, ...]:
    candidates = [Candidate(project.id, Cents(1) if budget is None else project.cost) for project in projects]
    pot = Cents(rules.winners) if budget is None else budget
    allocation = count(rules.counting, candidates, profile, pot, lots)
    support = profile.scores() if rules.counting.counts_points else profile.votes()
    return _rank(projects, allocation, dict(zip(profile.projects, support, strict=True)))


def _fund_nothing(projects: Sequence[Project]) -> tuple[ProjectOutcome, ...]:
    # Without a valid ballot there is no result to speak of; the projects keep the order of the ballot.
    return tuple(
        ProjectOutcome(project.id, 0, False, Fate.NO_VOTES.value, rank)
        for rank, project in enumerate(projects, start=1)
    )


def _rank(
    projects: Sequence[Project], allocation: Allocation, support: Mapping[ProjectId, int]
) -> tuple[ProjectOutcome, ...]:
    """Put the projects in the order in which the rule decided on them, those it never reached last, by support."""
    decided: dict[ProjectId, int] = {}
    for step in allocation.rounds:
        decided.setdefault(step.project, step.number)
    last = len(decided) + len(projects)
    ordered = sorted(projects, key=lambda project: (decided.get(project.id, last), -support[project.id]))
    return tuple(
        ProjectOutcome(
            project=project.id,
            support=support[project.id],
            funded=allocation.fates[project.id] is Fate.FUNDED,
            reason=allocation.fates[project.id].value,
            rank=rank,
        )
        for rank, project in enumerate(ordered, start=1)
    )


def _describe(rule: CountingRule) -> Mapping[str, str]:
    plain = to_plain(rule)
    if not isinstance(plain, Mapping):
        raise TypeError("a rule is an object in its plain form")
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in plain.items()}
