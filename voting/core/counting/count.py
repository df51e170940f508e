"""The one door to counting: a rule, projects, ballots, a budget and the drawn lots in; an allocation out."""

from collections.abc import Sequence

from pb.kernel.errors import DomainError
from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from pb.kernel.money import Cents
from voting.core.counting.allocation import Allocation
from voting.core.counting.candidate import Candidate
from voting.core.counting.completion import count_equal_shares
from voting.core.counting.greedy import count_greedily, rank_by_votes
from voting.core.counting.phragmen import count_by_phragmen
from voting.core.counting.pot import Pot, make_pot
from voting.core.counting.profile import BallotProfile
from voting.core.counting.rule import CountingRule, Method
from voting.core.counting.welfare import maximize_welfare


class NoValidBallotError(DomainError):
    """There is nothing to count: no ballot names a project."""

    code = "no-valid-ballot"
    status = 409


def count(
    rule: CountingRule,
    projects: Sequence[Candidate],
    profile: BallotProfile,
    budget: Cents,
    lots: Sequence[ProjectId] = (),
) -> Allocation:
    """Count one pot. The same input gives the same allocation on every machine, to the last cent.

    ``lots`` are the projects in the order drawn, for ties. Raises NoValidBallotError when no ballot names a project, and
    ValueError when the projects aren't those of the profile or an amount isn't above zero.
    """
    if not profile.voters:
        raise NoValidBallotError(Message("No valid ballots were cast, so there is no result."))
    return _count_pot(make_pot(rule, projects, profile, budget, lots))


def _count_pot(pot: Pot) -> Allocation:
    match pot.rule.method:
        case Method.GREEDY_VOTES:
            return count_greedily(pot, per_cost=False)
        case Method.GREEDY_VOTES_PER_COST:
            return count_greedily(pot, per_cost=True)
        case Method.ADVISORY:
            return rank_by_votes(pot)
        case Method.EQUAL_SHARES:
            return count_equal_shares(pot)
        case Method.PHRAGMEN:
            return count_by_phragmen(pot)
        case Method.MAX_WELFARE:
            return maximize_welfare(pot)
