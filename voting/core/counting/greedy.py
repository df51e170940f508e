"""The greedy rules: the most supported project first, as long as the money lasts. Also the plain ranking by votes.

Everything here is a whole number or a Fraction of two; there is nothing to round.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from voting.core.counting.allocation import Allocation, Fate
from voting.core.counting.pot import Pot
from voting.core.counting.protocol import Protocol


def count_greedily(pot: Pot, *, per_cost: bool) -> Allocation:
    """Fund by support, or by support per cost, what fits; skip what doesn't, or stop there if the rule says so."""
    protocol = Protocol(pot)
    # pabutools measures points per cost also in its rule by points.
    per_cost = per_cost or (pot.rule.reference and pot.rule.counts_points)
    fund_greedily(protocol, pot.eligible(), per_cost=per_cost, phase=pot.rule.method.value)
    return protocol.close(Fate.AFTER_STOP)


def rank_by_votes(pot: Pot) -> Allocation:
    """Return the order of support alone: nothing is funded, the committee decides."""
    protocol = Protocol(pot)
    for project in order_by_support(protocol, pot.eligible(), per_cost=False):
        protocol.decide(pot.rule.method.value, project, Fate.RANKED, Fraction(pot.support[project]))
    return protocol.close(Fate.RANKED)


def fund_greedily(protocol: Protocol, projects: Sequence[int], *, per_cost: bool, phase: str) -> None:
    """Go through ``projects`` in the order of their support and fund what fits into the money left."""
    pot = protocol.pot
    ruled_out = pot.ruled_out(protocol.bought)
    for project in order_by_support(protocol, projects, per_cost=per_cost):
        key = support_of(pot, project, per_cost=per_cost)
        if project in ruled_out:
            protocol.decide(phase, project, ruled_out[project], key)
        elif pot.candidates[project].cost <= protocol.left:
            protocol.decide(phase, project, Fate.FUNDED, key)
            ruled_out = pot.ruled_out(protocol.bought)
        else:
            protocol.decide(phase, project, Fate.DOES_NOT_FIT, key)
            if not pot.rule.skip:
                return


def order_by_support(protocol: Protocol, projects: Sequence[int], *, per_cost: bool) -> list[int]:
    """Return ``projects`` by falling support, equals in the order of the tie rule; ties are written down."""
    pot = protocol.pot
    keys = {project: support_of(pot, project, per_cost=per_cost) for project in projects}
    ranked = sorted(projects, key=lambda project: (-keys[project], pot.tie_rank[project]))
    place = len(protocol.rounds)
    for _, group in groupby(ranked, key=lambda project: keys[project]):
        equals = list(group)
        if len(equals) > 1:
            protocol.note_tie(equals, place + 1)
        place += len(equals)
    return ranked


def support_of(pot: Pot, project: int, *, per_cost: bool) -> Fraction:
    """Return what a greedy rule compares: votes or points, per cent of cost if asked for."""
    return Fraction(pot.support[project], pot.candidates[project].cost if per_cost else 1)
