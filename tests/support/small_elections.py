"""Small random elections for properties: few voters and few different costs, so that ties and near-ties abound."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.plain_counting import Plain
from voting.core.counting import Allocation, BallotProfile, Candidate, CountingRule, count


@dataclass(frozen=True)
class Small:
    """An election small enough to count by hand. `ballots` give points by project index."""

    costs: tuple[int, ...]
    ballots: tuple[dict[int, int], ...]
    budget: int

    @property
    def names(self) -> tuple[ProjectId, ...]:
        """The projects' ids; their order as text is not their order as numbers."""
        return tuple(ProjectId(str(index + 8)) for index in range(len(self.costs)))

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The projects."""
        return tuple(Candidate(name, Cents(cost)) for name, cost in zip(self.names, self.costs, strict=True))

    @property
    def profile(self) -> BallotProfile:
        """The ballots."""
        named = [{self.names[p]: points for p, points in ballot.items()} for ballot in self.ballots]
        return BallotProfile.from_ballots(self.names, named)

    def count(self, rule: CountingRule) -> Allocation:
        """Count it; lots are in the order of the ballot."""
        return count(rule, self.candidates, self.profile, Cents(self.budget), self.names)

    def plain(self) -> Plain:
        """Return it for the plain rules, equals in the order of the ballot."""
        ballots = [ballot for ballot in self.ballots if ballot]
        return Plain(self.costs, ballots, [1] * len(ballots), range(len(self.costs)))

    def with_ballots(self, ballots: tuple[dict[int, int], ...]) -> "Small":
        """Return it with other ballots."""
        return replace(self, ballots=ballots)


@st.composite
def small_elections(draw: st.DrawFn, most_points: int = 1) -> Small:
    """Draw an election with at least one vote."""
    size = draw(st.integers(1, 6))
    costs = draw(st.lists(st.sampled_from((100, 200, 300, 500, 700, 1100)), min_size=size, max_size=size))
    ballot = st.dictionaries(st.integers(0, size - 1), st.integers(1, most_points), min_size=1, max_size=size)
    ballots = draw(st.lists(ballot, min_size=1, max_size=9))
    budget = draw(st.integers(max(costs), max(costs) + sum(costs)))
    return Small(tuple(costs), tuple(ballots), budget)
