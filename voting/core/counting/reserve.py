"""Who moves up when a winner is withdrawn after the announcement.

Winners already announced stay. Under equal shares they are bought first and charged as before, at the announced share;
the supporters of the withdrawn project have their money back, and what it buys now moves up if the budget holds it.
"""

from collections.abc import Sequence

from pb.kernel.ids import ProjectId
from voting.core.counting.allocation import Allocation, Fate
from voting.core.counting.candidate import Candidate
from voting.core.counting.equal_shares import run_equal_shares
from voting.core.counting.greedy import fund_greedily, support_of
from voting.core.counting.pot import make_pot
from voting.core.counting.profile import BallotProfile
from voting.core.counting.protocol import Protocol
from voting.core.counting.rule import Method


def move_up(
    announced: Allocation,
    withdrawn: Sequence[ProjectId],
    projects: Sequence[Candidate],
    profile: BallotProfile,
    lots: Sequence[ProjectId] = (),
) -> Allocation:
    """Return the allocation after ``withdrawn`` projects are gone: every other announced winner, then who moves up."""
    rule, budget = announced.rule, announced.budget
    pot = make_pot(rule, projects, profile, budget, lots)
    pot.excluded.update(
        {index: Fate.WITHDRAWN for index, project in enumerate(pot.candidates) if project.id in withdrawn}
    )
    place = {candidate.id: index for index, candidate in enumerate(pot.candidates)}
    kept = [place[project] for project in announced.selected if project not in withdrawn]
    per_cost = rule.method is Method.GREEDY_VOTES_PER_COST
    protocol = Protocol(pot)
    for project in kept:
        protocol.decide("announced", project, Fate.FUNDED, support_of(pot, project, per_cost=per_cost))
    certificate = None
    if announced.certificate is not None and announced.endowment is not None:
        charged = {purchase.project for purchase in announced.certificate.purchases}
        first = [project for project in kept if pot.candidates[project].id in charged]
        rerun, certificate = run_equal_shares(pot, announced.endowment, first=first)
        for entry in rerun.rounds[len(first) :]:
            project = place[entry.project]
            if project not in kept:
                fits = entry.cost <= protocol.left and project not in pot.ruled_out(protocol.bought)
                fate = Fate.FUNDED if fits else Fate.DOES_NOT_FIT
                protocol.decide("mes", project, fate, entry.key, entry.price, entry.payers, entry.emptied)
    rest = [project for project in pot.eligible() if project not in protocol.fates]
    fund_greedily(protocol, rest, per_cost=per_cost, phase="greedy")
    return protocol.close(Fate.SUPPORT_TOO_SMALL, announced.endowment, certificate)
