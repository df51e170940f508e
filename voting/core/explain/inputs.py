"""A finished count together with what it was counted from: what every explanation starts with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.counting.allocation import Allocation
from voting.core.counting.candidate import Candidate
from voting.core.counting.count import count
from voting.core.counting.profile import BallotProfile


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A count's input and its allocation. Candidates stand in the order of the profile."""

    candidates: tuple[Candidate, ...]
    profile: BallotProfile
    lots: tuple[ProjectId, ...]
    allocation: Allocation

    @classmethod
    def from_input(
        cls,
        candidates: Sequence[Candidate],
        profile: BallotProfile,
        lots: Sequence[ProjectId],
        allocation: Allocation,
    ) -> "Counted":
        """Bring the candidates into the profile's order."""
        by_id = {candidate.id: candidate for candidate in candidates}
        return cls(tuple(by_id[project] for project in profile.projects), profile, tuple(lots), allocation)

    @property
    def support_profile(self) -> BallotProfile:
        """The ballots as the rule reads them: with points only if it counts points."""
        return self.profile if self.allocation.rule.counts_points else self.profile.as_approvals()

    def place_of(self, project: ProjectId) -> int:
        """Return a project's index. Raises KeyError when there is none."""
        return {candidate.id: index for index, candidate in enumerate(self.candidates)}[project]

    def recount_at_cost(self, project: ProjectId, cost: Cents) -> Allocation:
        """Count again as if ``project`` had cost ``cost``."""
        changed = [replace(c, cost=cost) if c.id == project else c for c in self.candidates]
        allocation = self.allocation
        return count(allocation.rule, changed, self.profile, allocation.budget, self.lots)

    def recount_with_more(self, project: ProjectId, voters: int) -> Allocation:
        """Count again as if ``voters`` more had voted, each for ``project`` only."""
        allocation = self.allocation
        profile = self.profile.with_voters_for(self.place_of(project), voters)
        return count(allocation.rule, self.candidates, profile, allocation.budget, self.lots)
