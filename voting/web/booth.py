"""What the voting pages show of a cycle: its rules, the areas a voter may choose, and the projects in their order."""

from dataclasses import dataclass
from random import Random

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.kernel.handoff import Shortlist
from pb.kernel.ids import AreaId
from pb.storage.unit_of_work import Work
from voting.core.ballot.declared import DeclaredBallot
from voting.core.ballot.style import BallotStyle
from voting.core.ballot.styles import make_style
from voting.core.eligibility import list_open_areas
from voting.core.rules import read_rules
from voting.storage.ballot_paper import find_ballot_paper
from voting.web.ballot_kinds.filled import BLANK, Filled
from voting.web.paper import Paper
from voting.web.seal import Seal, find_seal
from voting.web.voter import Voter


@dataclass(frozen=True, slots=True)
class Booth:
    """One cycle's ballot before one voter."""

    cycle: Cycle
    rule: DeclaredBallot
    paper: Shortlist
    voter: Voter
    areas: tuple[Area, ...]
    seal: Seal

    @property
    def path(self) -> str:
        """The address of the voting pages below the language."""
        return f"cycles/{self.cycle.id}/vote"

    def find_area(self, wanted: str) -> Area | None:
        """Return the area a voter asks for, or the only one open to them; None when they have to choose."""
        if len(self.areas) == 1:
            return self.areas[0]
        return next((area for area in self.areas if area.id == wanted), None)

    def style_for(self, area: Area) -> BallotStyle:
        """Return the style of one area's ballot."""
        return make_style(self.rule, area, self.paper)

    def paper_for(self, area: Area, filled: Filled = BLANK, words: str = "") -> Paper:
        """Return the ballot of one area as it is filled in."""
        projects = list(self.paper.in_area(area.id))
        # The order is no secret; it only must not favour anybody, and must stay for the sitting.
        Random(f"{self.voter.order} {area.id}").shuffle(projects)  # noqa: S311
        return Paper(area, self.style_for(area), tuple(projects), filled, words)


def enter_booth(work: Work, cycle: Cycle, voter: Voter) -> Booth:
    """Return the ballot of a cycle as this voter may fill it in. Raises NotNowError before voting opens."""
    rules = read_rules(cycle.declaration)
    ids: list[AreaId] = [area.id for area in cycle.declaration.areas]
    open_ids = list_open_areas(rules.area, voter.resident, ids)
    areas = tuple(area for area in cycle.declaration.areas if area.id in open_ids)
    return Booth(cycle, rules.ballot, find_ballot_paper(work, cycle), voter, areas, find_seal(work, voter))
