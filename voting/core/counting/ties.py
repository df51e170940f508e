"""Telling equal projects apart: by a published order, never by anything that could come out differently twice."""

from collections.abc import Sequence

from pb.kernel.ids import ProjectId
from voting.core.counting.candidate import Candidate
from voting.core.counting.rule import TieOrder


def rank_for_ties(
    order: TieOrder, candidates: Sequence[Candidate], support: Sequence[int], lots: Sequence[ProjectId]
) -> tuple[int, ...]:
    """Return for every candidate its place among equals: the lower one wins a tie.

    ``lots`` are the projects in the order drawn; those not drawn stand after them, in the order of the ballot.
    """
    drawn = {project: place for place, project in enumerate(lots)}
    place = [drawn.get(candidate.id, len(drawn) + index) for index, candidate in enumerate(candidates)]
    indices = range(len(candidates))
    if order is TieOrder.LOTS:
        ranked = sorted(indices, key=lambda index: place[index])
    elif order is TieOrder.COST_VOTES_LOTS:
        ranked = sorted(indices, key=lambda index: (candidates[index].cost, -support[index], place[index]))
    else:
        ranked = sorted(indices, key=lambda index: candidates[index].id, reverse=order is TieOrder.REVERSE_ID)
    ranks = [0] * len(candidates)
    for rank, index in enumerate(ranked):
        ranks[index] = rank
    return tuple(ranks)
