"""The ballot styles that sheets are printed and keyed by: one an area, the same as the web's."""

from collections.abc import Mapping

from pb.engine.cycle import Cycle
from pb.kernel.ids import AreaId, ProjectId
from pb.storage.unit_of_work import Work
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle, StyleId
from voting.core.rules import read_rules
from voting.storage.ballot_paper import find_ballot_paper


def find_styles(work: Work, cycle: Cycle) -> Mapping[AreaId, BallotStyle]:
    """Return the style of every area that has a project."""
    paper = find_ballot_paper(work, cycle)
    rule = read_rules(cycle.declaration).ballot
    styles: dict[AreaId, BallotStyle] = {}
    for area in cycle.declaration.areas:
        projects = paper.in_area(area.id)
        if projects:
            budget = area.budget if rule.kind == "knapsack" else None
            limits = BallotRule(BallotKind(rule.kind), rule.minimum, rule.maximum, budget, blank=rule.blank)
            ids = tuple(ProjectId(project.id) for project in projects)
            costs = tuple(project.cost for project in projects)
            styles[area.id] = BallotStyle(StyleId(area.id), ids, costs, limits)
    return styles
