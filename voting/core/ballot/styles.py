"""The ballot styles of a cycle: one for each area, under the area's own short name."""

from pb.engine.declaration import Area, CycleDeclaration
from pb.kernel.handoff import Shortlist
from voting.core.ballot.declared import DeclaredBallot
from voting.core.ballot.style import BallotStyle, StyleId
from voting.core.rules import VotingRules


def make_styles(
    declaration: CycleDeclaration, rules: VotingRules, shortlist: Shortlist
) -> tuple[BallotStyle, ...]:
    """Return the style of every area in the order of the declaration. Raises ValueError for one without projects."""
    return tuple(make_style(rules.ballot, area, shortlist) for area in declaration.areas)


def make_style(ballot: DeclaredBallot, area: Area, shortlist: Shortlist) -> BallotStyle:
    """Return the style of one area: its projects in the order of the ballot list. Raises ValueError when it has none."""
    projects = shortlist.in_area(area.id)
    return BallotStyle(
        StyleId(area.id),
        tuple(project.id for project in projects),
        tuple(project.cost for project in projects),
        ballot.rule_for(len(projects), area.budget),
    )
