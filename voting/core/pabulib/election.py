"""An election as a .pb file states it: money in cents, projects, ballots; and the text it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from pb.kernel.money import Cents
from voting.core.pabulib.sheet import Sheet


class VoteType(StrEnum):
    """How the ballots are marked, by the format's own names."""

    APPROVAL = "approval"
    CHOOSE_1 = "choose-1"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One row of PROJECTS. `votes` and `selected` are what the file says, None where it says nothing."""

    id: ProjectId
    cost: Cents
    name: str
    votes: int | None
    selected: int | None
    categories: tuple[str, ...]
    neighborhood: str


@dataclass(frozen=True, slots=True)
class ListedBallot:
    """One distinct ballot: indices into the projects, in the voter's order, and how many voters cast it.

    `points` are whole numbers in units of 1/`Election.points_scale`, empty where the vote type has none.
    """

    choices: tuple[int, ...]
    points: tuple[int, ...]
    voters: int


@dataclass(frozen=True, slots=True)
class Election:
    """A whole .pb file. `notes` say what was read with forbearance (a project twice on one ballot, say)."""

    meta: Mapping[str, str]
    budget: Cents
    currency: str
    vote_type: VoteType
    projects: tuple[ListedProject, ...]
    ballots: tuple[ListedBallot, ...]
    points_scale: int
    notes: tuple[Message, ...]
    sheet: Sheet

    @property
    def voters(self) -> int:
        """The number of ballots, blank ones included."""
        return len(self.sheet.votes.rows)
