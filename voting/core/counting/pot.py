"""One pot as every rule sees it: who may win, in which order equals stand, and what a purchase rules out.

Rules never look at the projects but through this; so minimum votes, conflicts and caps hold alike for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.counting.allocation import Fate
from voting.core.counting.candidate import Candidate
from voting.core.counting.profile import BallotProfile
from voting.core.counting.rule import CountingRule
from voting.core.counting.ties import rank_for_ties

_COUNTABLE = 2**53


@dataclass(frozen=True, slots=True, eq=False)
class Pot:
    """The count's input, checked. Projects are indices into `candidates`, in the profile's order.

    `support` is what the rule counts (ballots or points); `restrained` tells whether a purchase can rule out others;
    `excluded` says of some projects why they can't win at all.
    """

    rule: CountingRule
    budget: Cents
    candidates: tuple[Candidate, ...]
    profile: BallotProfile
    votes: tuple[int, ...]
    support: tuple[int, ...]
    tie_rank: tuple[int, ...]
    restrained: bool
    excluded: dict[int, Fate]

    @property
    def voters(self) -> int:
        """The number of ballots that the budget is divided by."""
        blank = self.profile.blank if self.rule.count_blank or self.rule.reference else 0
        return self.profile.voters + blank

    def eligible(self) -> list[int]:
        """Return the projects that may win."""
        return [index for index in range(len(self.candidates)) if index not in self.excluded]

    def ruled_out(self, bought: Sequence[int]) -> dict[int, Fate]:
        """Return the projects that can't win any more once ``bought`` are, and why."""
        if not self.restrained:
            return {}
        ids = {self.candidates[index].id for index in bought}
        rivals = {rival for index in bought for rival in self.candidates[index].rivals}
        fates: dict[int, Fate] = {}
        for index, candidate in enumerate(self.candidates):
            if candidate.id in ids:
                continue
            if candidate.id in rivals or ids.intersection(candidate.rivals):
                fates[index] = Fate.RIVAL_FUNDED
            elif self._breaks_a_cap(candidate, bought):
                fates[index] = Fate.CATEGORY_FULL
        return fates

    def _breaks_a_cap(self, candidate: Candidate, bought: Sequence[int]) -> bool:
        for category, cap in self.rule.caps.items():
            if category in candidate.categories:
                spent = sum(
                    self.candidates[i].cost for i in bought if category in self.candidates[i].categories
                )
                if spent + candidate.cost > cap:
                    return True
        return False


def make_pot(
    rule: CountingRule,
    candidates: Sequence[Candidate],
    profile: BallotProfile,
    budget: Cents,
    lots: Sequence[ProjectId],
) -> Pot:
    """Check the input of a count and bring it into the rules' form.

    Raises ValueError when the projects aren't those of the profile, in any order, or an amount isn't above zero.
    """
    by_id = {candidate.id: candidate for candidate in candidates}
    if len(by_id) != len(candidates) or set(by_id) != set(profile.projects):
        raise ValueError("the projects of the ballots are not the projects of the count")
    if budget < 1 or any(candidate.cost < 1 for candidate in candidates):
        raise ValueError("an amount is not above zero")
    if sum(profile.scores()) >= _COUNTABLE:
        raise ValueError("the points are too many to be added up exactly")
    ordered = tuple(by_id[project] for project in profile.projects)
    votes = profile.votes()
    if not rule.counts_points:
        profile = profile.as_approvals()
    support = profile.scores() if rule.counts_points else votes
    ranks = rank_for_ties(rule.ties, ordered, support, lots)
    restrained = bool(rule.caps) or any(candidate.rivals for candidate in ordered)
    pot = Pot(rule, budget, ordered, profile, votes, support, ranks, restrained, {})
    pot.excluded.update(_exclude(pot))
    return pot


def _exclude(pot: Pot) -> dict[int, Fate]:
    if pot.rule.reference:
        least = pot.rule.min_votes if pot.rule.min_votes > 1 else 0
        return {index: Fate.BELOW_MINIMUM for index, votes in enumerate(pot.votes) if votes < least}
    fates = pot.ruled_out(())
    for index, candidate in enumerate(pot.candidates):
        if pot.support[index] < 1:
            fates[index] = Fate.NO_VOTES
        elif pot.votes[index] < pot.rule.min_votes:
            fates[index] = Fate.BELOW_MINIMUM
        elif candidate.cost > pot.budget:
            fates[index] = Fate.ABOVE_BUDGET
    return fates
