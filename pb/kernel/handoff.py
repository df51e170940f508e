"""What one stage hands to the next: frozen values, the only words that stages have in common.

A stage reads the handoff of its predecessor and nothing else of it; that is what keeps proposals and voting apart. Each
has a lossless plain form (`pb.kernel.plain`), so that it can be stored, hashed and published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pb.kernel.ids import AreaId, ProjectId, ProposalId
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents


@dataclass(frozen=True, slots=True)
class Submissions:
    """Submission to review: the proposals that were sent and not withdrawn, in the order of their numbers."""

    proposals: tuple[ProposalId, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A reviewed and costed proposal as it stands on the ballot. The cost is zero in a cycle without money."""

    id: ProjectId
    title: LocalizedText
    summary: LocalizedText
    area: AreaId
    cost: Cents
    proposal: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Review to voting: the projects of the ballot in the order of their numbers; frozen from here on."""

    projects: tuple[Project, ...]

    def in_area(self, area: AreaId) -> tuple[Project, ...]:
        """Return the projects of one area."""
        return tuple(project for project in self.projects if project.area == area)


@dataclass(frozen=True, slots=True)
class AreaBallots:
    """The ballots of one area, without any voter and in an order that tells nothing.

    Each ballot maps a project to its weight: 1 for an approval, the points given, or the rank. `invalid` ballots were
    cast and count for nothing. `lots` are the area's projects in the order drawn, for ties; empty, they stand in the
    order of the ballot.
    """

    area: AreaId
    ballots: tuple[Mapping[ProjectId, int], ...]
    entitled: int
    invalid: int = 0
    lots: tuple[ProjectId, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedBox:
    """Voting to publication: the ballot paper, how many could vote in each area, and which box was closed.

    It carries no ballot: they stay sealed until they are mixed. `cast` counts the ballots that stand; `closing` is the
    digest (hexadecimal) that ties the tally to one board.
    """

    shortlist: Shortlist
    entitled: Mapping[AreaId, int]
    cast: int
    closing: str


@dataclass(frozen=True, slots=True)
class ClosedBox:
    """What the count takes once the ballots are open: what was on the ballot, and every ballot, by area."""

    shortlist: Shortlist
    areas: tuple[AreaBallots, ...]

    @property
    def cast(self) -> int:
        """The number of ballots in the box."""
        return sum(len(area.ballots) + area.invalid for area in self.areas)


@dataclass(frozen=True, slots=True)
class ProjectOutcome:
    """What became of one project: its support, and whether the rule funds it. `reason` is a stable code."""

    project: ProjectId
    support: int
    funded: bool
    reason: str
    rank: int


@dataclass(frozen=True, slots=True)
class AreaOutcome:
    """The outcome of one area, its projects in the order of the count."""

    area: AreaId
    budget: Cents
    spent: Cents
    voters: int
    blank: int
    entitled: int
    projects: tuple[ProjectOutcome, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Publication to whoever follows up: the result of every area, and the rule that gave it."""

    rule: Mapping[str, str]
    shortlist: Shortlist
    areas: tuple[AreaOutcome, ...]


Handoff = Submissions | Shortlist | SealedBox | Outcome
