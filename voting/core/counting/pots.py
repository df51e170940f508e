"""Several pots of one cycle (areas and the whole city): each is a count of its own, with its own money and ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pb.kernel.ids import AreaId, ProjectId
from pb.kernel.money import Cents
from voting.core.counting.allocation import Allocation
from voting.core.counting.candidate import Candidate
from voting.core.counting.count import count
from voting.core.counting.profile import BallotProfile
from voting.core.counting.rule import CountingRule


@dataclass(frozen=True, slots=True)
class PotInput:
    """What one pot is counted from."""

    projects: tuple[Candidate, ...]
    profile: BallotProfile
    budget: Cents


def count_pots(
    rule: CountingRule, pots: Mapping[AreaId, PotInput], lots: Sequence[ProjectId] = ()
) -> dict[AreaId, Allocation]:
    """Count every pot by the same rule; money left in one never moves to another.

    A pot without a valid ballot has no result and is left out.
    """
    return {
        area: count(rule, pot.projects, pot.profile, pot.budget, lots)
        for area, pot in pots.items()
        if pot.profile.voters
    }
