"""The ballot of one area as it stands in front of a voter, with all that its pages show of it.

It is made anew for every page from what the form brought, and kept nowhere.
"""

from dataclasses import dataclass

from pb.engine.declaration import Area
from pb.kernel.handoff import Project
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.ballot.check import BallotFault, BallotFaultKind, check_choices
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle
from voting.web.ballot_kinds.filled import Filled

_COUNTED = frozenset({BallotKind.APPROVAL, BallotKind.SINGLE, BallotKind.RANKING, BallotKind.SCORES})


@dataclass(frozen=True, slots=True)
class Paper:
    """One area's projects in the order of this sitting, and how the ballot is filled in; `words` are looked for."""

    area: Area
    style: BallotStyle
    projects: tuple[Project, ...]
    filled: Filled
    words: str = ""

    @property
    def rule(self) -> BallotRule:
        """The limits in this area."""
        return self.style.rule

    @property
    def kind(self) -> BallotKind:
        """How one chooses."""
        return self.style.rule.kind

    @property
    def choices(self) -> Choices:
        """The ballot as it is cast."""
        return self.filled.choices

    @property
    def picked(self) -> tuple[Project, ...]:
        """The chosen projects: a ranking by place, else in the order of the page."""
        values = dict(self.choices)
        picked = [project for project in self.projects if project.id in values]
        if self.kind is BallotKind.RANKING:
            picked.sort(key=lambda project: values[project.id])
        return tuple(picked)

    @property
    def shown(self) -> tuple[Project, ...]:
        """All projects as the page lists them: in a ranking those with a place come first."""
        if self.kind is not BallotKind.RANKING:
            return self.projects
        placed = {project for project, _ in self.choices}
        return (*self.picked, *(project for project in self.projects if project.id not in placed))

    def value(self, project: ProjectId) -> str:
        """Return what stands in a project's field; empty for nothing."""
        given = dict(self.choices).get(project)
        return self.filled.unread.get(project, "") if given is None else str(given)

    @property
    def used(self) -> int:
        """What is used of the limit, in its own unit: projects, cents or points."""
        if self.kind is BallotKind.KNAPSACK:
            return self.cost
        return len(self.choices) if self.kind in _COUNTED else self.points

    @property
    def limit(self) -> int | None:
        """The limit of what the tray counts: projects, cents or points; None where there is none."""
        rule = self.rule
        if self.kind is BallotKind.RANKING:
            return rule.maximum or len(self.projects)
        return {BallotKind.KNAPSACK: rule.budget, BallotKind.POINTS: rule.most_total}.get(
            self.kind, rule.maximum
        )

    @property
    def is_over(self) -> bool:
        """Whether more is used than the limit allows; choosing goes on, casting does not."""
        return self.limit is not None and self.used > self.limit

    @property
    def cost(self) -> Cents:
        """What the chosen projects cost together."""
        return Cents(sum(project.cost for project in self.picked))

    @property
    def points(self) -> int:
        """The points given together."""
        return sum(value for _, value in self.choices)

    @property
    def faults(self) -> tuple[BallotFault, ...]:
        """Why this can't be cast; empty when it can."""
        unread = (BallotFault(BallotFaultKind.UNREADABLE, project=project) for project in self.filled.unread)
        found = () if self.filled.unread and not self.choices else check_choices(self.style, self.choices)
        return (*unread, *found)

    def find(self, project: ProjectId | None) -> Project | None:
        """Return the project of that number, to be named; None for a number that isn't on the ballot."""
        return next((each for each in self.projects if each.id == project), None)

    def is_found(self, project: Project, title: str, summary: str) -> bool:
        """Whether a project has what is looked for in its number, title or summary as they are shown."""
        return self.words.casefold() in f"{project.id} {title} {summary}".casefold()
