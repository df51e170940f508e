"""What the voting pages show of a cycle: its rules, the areas a voter may choose, and the projects in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.kernel.handoff import Project, Shortlist
from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.money import Cents
from pb.storage.unit_of_work import Work
from voting.core.ballot.check import BallotFault, check_choices
from voting.core.ballot.choices import Choices
from voting.core.ballot.declared import DeclaredBallot
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle
from voting.core.ballot.styles import make_style
from voting.core.eligibility import list_open_areas
from voting.core.rules import read_rules
from voting.storage.ballot_paper import find_ballot_paper
from voting.web.voter import Voter


@dataclass(frozen=True, slots=True)
class Booth:
    """One cycle's ballot before one voter."""

    cycle: Cycle
    rule: DeclaredBallot
    paper: Shortlist
    voter: Voter
    areas: tuple[Area, ...]

    @property
    def path(self) -> str:
        """The address of the voting pages below the language."""
        return f"cycles/{self.cycle.id}/vote"

    def find_area(self, wanted: str) -> Area | None:
        """Return the area a voter asks for, or the only one open to them; None when they have to choose."""
        if len(self.areas) == 1:
            return self.areas[0]
        return next((area for area in self.areas if area.id == wanted), None)

    def paper_for(self, area: Area, chosen: Sequence[str] = ()) -> "Paper":
        """Return the ballot of one area with some projects chosen."""
        projects = list(self.paper.in_area(area.id))
        # The order is no secret; it only must not favour anybody, and must stay for the sitting.
        Random(f"{self.voter.order} {area.id}").shuffle(projects)  # noqa: S311
        style = make_style(self.rule, area, self.paper)
        return Paper(area, style, tuple(projects), frozenset(map(ProjectId, chosen)))


@dataclass(frozen=True, slots=True)
class Paper:
    """The ballot of one area as it stands in front of a voter."""

    area: Area
    style: BallotStyle
    projects: tuple[Project, ...]
    chosen: frozenset[ProjectId]

    @property
    def rule(self) -> BallotRule:
        """The limits in this area."""
        return self.style.rule

    @property
    def picked(self) -> tuple[Project, ...]:
        """The chosen projects, in the order of the page."""
        return tuple(project for project in self.projects if project.id in self.chosen)

    @property
    def used(self) -> Cents:
        """What the chosen projects cost together."""
        return Cents(sum(project.cost for project in self.picked))

    @property
    def limit(self) -> int:
        """The most projects one may choose."""
        return self.rule.maximum or len(self.projects)

    @property
    def is_knapsack(self) -> bool:
        """Whether the choice has to fit the area's money."""
        return self.rule.kind is BallotKind.KNAPSACK

    @property
    def choices(self) -> Choices:
        """The ballot as the box takes it."""
        return tuple((project, 1) for project in self.style.projects if project in self.chosen)

    @property
    def faults(self) -> tuple[BallotFault, ...]:
        """Why this can't be cast; empty when it can."""
        return check_choices(self.style, self.choices)


def enter_booth(work: Work, cycle: Cycle, voter: Voter) -> Booth:
    """Return the ballot of a cycle as this voter may fill it in."""
    rules = read_rules(cycle.declaration)
    ids: list[AreaId] = [area.id for area in cycle.declaration.areas]
    open_ids = list_open_areas(rules.area, voter.resident, ids)
    areas = tuple(area for area in cycle.declaration.areas if area.id in open_ids)
    return Booth(cycle, rules.ballot, find_ballot_paper(work, cycle), voter, areas)
