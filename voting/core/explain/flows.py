"""Where the money of a project's supporters went. Flows of fewer than ten voters are never shown."""

from dataclasses import dataclass

import numpy as np

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.explain.inputs import Counted
from voting.core.explain.replay import replay_purchases, weigh

SMALLEST_FLOW = 10
"""A flow of fewer voters than this is suppressed."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many of a project's supporters also named a funded project, and what they paid for it together.

    `paid` is None under rules in which voters don't pay.
    """

    project: ProjectId
    voters: int
    paid: Cents | None


@dataclass(frozen=True, slots=True)
class Flows:
    """The shared funded projects, most shared first; what was suppressed; and what the supporters have left.

    `suppressed` is the number of funded projects shared by fewer than SMALLEST_FLOW supporters (but at least one).
    """

    shared: tuple[Flow, ...]
    suppressed: int
    left: Cents | None


def trace_flows(counted: Counted, project: ProjectId) -> Flows:
    """Return where the money of the supporters of ``project`` went."""
    backs = np.zeros(counted.profile.types, dtype=bool)
    backs[counted.support_profile.supporters_of(counted.place_of(project))] = True
    paid, left = _add_payments(counted, backs)
    flows: list[Flow] = []
    suppressed = 0
    for other in counted.allocation.selected:
        types = counted.support_profile.supporters_of(counted.place_of(other))
        voters = round(float(weigh(counted, types[backs[types]]).sum()))
        if other == project or not voters:
            continue
        if voters < SMALLEST_FLOW:
            suppressed += 1
        else:
            flows.append(Flow(other, voters, paid.get(other)))
    flows.sort(key=lambda flow: -flow.voters)
    return Flows(tuple(flows), suppressed, left)


def _add_payments(
    counted: Counted, backs: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[dict[ProjectId, Cents], Cents | None]:
    """Return what the voters marked in ``backs`` paid for each purchase together, and what they have left."""
    paid: dict[ProjectId, Cents] = {}
    if counted.allocation.certificate is None:
        return paid, None
    left = 0.0
    profile = counted.support_profile
    for step in replay_purchases(counted):
        if step.project < 0:
            kinds = np.flatnonzero(backs).astype(np.int32)
            left = float(step.balances[kinds] @ weigh(counted, kinds))
            break
        types, points = profile.supporters_of(step.project), profile.points_of(step.project)
        among = backs[types]
        price = step.price if points is None else step.price * points[among]
        offers = np.minimum(step.balances[types[among]], price)
        amount = float(offers @ weigh(counted, types[among]))
        paid[counted.candidates[step.project].id] = Cents(round(amount))
    return paid, Cents(round(left))
