"""An outcome of equal shares rechecked from its certificate alone, in one pass over the ballots and without searching.

Uses nothing of the code that found the outcome: every balance is played forward purchase by purchase, in whole parts of
the prices' common denominator.
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from math import lcm

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from voting.core.counting.candidate import Candidate
from voting.core.counting.certificate import Certificate, Purchase
from voting.core.counting.profile import BallotProfile


def recheck_certificate(
    certificate: Certificate,
    candidates: Sequence[Candidate],
    profile: BallotProfile,
    barred: Container[ProjectId] = (),
) -> tuple[Message, ...]:
    """Return what is wrong with a certificate; empty when the ballots bear it out.

    Checked are: every purchase is paid in full, by its supporters, at one price a point, or with all they have left; the
    counts are right; and in the end the supporters of none of the other ``candidates`` could pay for it, but for those
    ``barred`` by the rule.
    """
    costs = {candidate.id: candidate.cost for candidate in candidates}
    order = {purchase.project: number for number, purchase in enumerate(certificate.purchases)}
    whole = lcm(certificate.endowment.denominator, *(p.price.denominator for p in certificate.purchases))
    prices = [int(purchase.price * whole) for purchase in certificate.purchases]
    share = int(certificate.endowment * whole)
    paid, wealth, emptied = [0] * len(order), [0] * len(order), [0] * len(order)
    left: defaultdict[ProjectId, int] = defaultdict(int)
    for kind in range(profile.types):
        voters = 1 if profile.weights is None else int(profile.weights[kind])
        marks = _marks(profile, kind)
        balance = share
        for number, points in sorted((order[p], points) for p, points in marks if p in order):
            gives = min(balance, prices[number] * points)
            paid[number] += gives * voters
            if gives < balance:
                wealth[number] += points * voters
            elif balance:
                emptied[number] += voters
            balance -= gives
        for project, _ in marks:
            left[project] += balance * voters
    faults = [
        fault
        for number, purchase in enumerate(certificate.purchases)
        for fault in _check_purchase(
            purchase, costs[purchase.project] * whole, paid[number], wealth[number], emptied[number]
        )
    ]
    for project, cost in costs.items():
        if project not in order and project not in barred and left[project] >= cost * whole:
            faults.append(Message("Project %(id)s could still be paid for.", {"id": project}))
    return tuple(faults)


def _marks(profile: BallotProfile, kind: int) -> list[tuple[ProjectId, int]]:
    span = slice(profile.starts[kind], profile.starts[kind + 1])
    chosen = [profile.projects[index] for index in profile.choices[span].tolist()]
    points = [1] * len(chosen) if profile.points is None else profile.points[span].tolist()
    return list(zip(chosen, points, strict=True))


def _check_purchase(
    purchase: Purchase, cost: int, paid: int, wealth: int, emptied: int
) -> tuple[Message, ...]:
    values = {"id": purchase.project}
    if paid != cost:
        return (Message("What is paid for project %(id)s is not its cost.", values),)
    if (wealth, emptied) != (purchase.wealth, purchase.emptied):
        return (Message("The counts of project %(id)s are wrong.", values),)
    return ()
