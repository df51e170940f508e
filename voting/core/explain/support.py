"""Effective support: how near a project came to being paid for, in percent of its cost.

In every round a project's supporters could have put together what they would have paid at the round's price for utility.
The greatest of these sums, as a part of the cost, is the project's effective support; at 100 it is bought. (Called
effective support in the library pabutools; the idea is that of Boehmer and others, 2024.)
"""

import numpy as np

from pb.kernel.ids import ProjectId
from voting.core.explain.inputs import Counted
from voting.core.explain.replay import replay_purchases, weigh, worth_of


def measure_support(counted: Counted) -> dict[ProjectId, float]:
    """Return for every project its effective support in percent; 100 exactly for those bought by equal shares.

    Raises ValueError for a count without prices.
    """
    profile = counted.support_profile
    best = dict.fromkeys(profile.projects, 0.0)
    weights = [weigh(counted, profile.supporters_of(project)) for project in range(len(best))]
    for step in replay_purchases(counted):
        for project, candidate in enumerate(counted.candidates):
            types, points = profile.supporters_of(project), profile.points_of(project)
            most = step.key * worth_of(counted, project)
            offers = np.minimum(step.balances[types], most if points is None else most * points)
            together = float(offers @ weights[project]) if len(types) else 0.0
            best[candidate.id] = max(best[candidate.id], 100 * together / candidate.cost)
    certificate = counted.allocation.certificate
    bought = {purchase.project for purchase in certificate.purchases} if certificate else set()
    return {project: 100.0 if project in bought else min(part, 100.0) for project, part in best.items()}
