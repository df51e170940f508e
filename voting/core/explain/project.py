"""Everything said about one project, in one value: the page, the command line and the API all show this."""

from dataclasses import dataclass

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.counting.allocation import Fate, Round
from voting.core.explain.flows import Flows, trace_flows
from voting.core.explain.inputs import Counted
from voting.core.explain.needs import CheaperBy, MoreSupporters, find_cheaper, find_more_supporters
from voting.core.explain.support import measure_support

_COULD_WIN = frozenset({Fate.SUPPORT_TOO_SMALL, Fate.DOES_NOT_FIT, Fate.AFTER_STOP})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a project won or lost. `rank` is by support, 1 the highest; equals share a rank.

    `support_percent` is None under rules without prices. `decided_in` is the round that decided, if one did. `cheaper`
    and `more_supporters` are for losers that could have won.
    """

    project: ProjectId
    cost: Cents
    votes: int
    support: int
    rank: int
    fate: Fate
    support_percent: float | None
    decided_in: Round | None
    flows: Flows
    cheaper: CheaperBy | None
    more_supporters: MoreSupporters | None


def explain_project(counted: Counted, project: ProjectId) -> Explanation:
    """Explain one project; what it would have needed is found by counting again. Raises KeyError for an unknown one."""
    place = counted.place_of(project)
    allocation = counted.allocation
    support = counted.support_profile.scores()
    fate = allocation.fates[project]
    lost = fate in _COULD_WIN
    return Explanation(
        project=project,
        cost=counted.candidates[place].cost,
        votes=counted.profile.votes()[place],
        support=support[place],
        rank=1 + sum(other > support[place] for other in support),
        fate=fate,
        support_percent=measure_support(counted)[project] if allocation.certificate else None,
        decided_in=next((entry for entry in allocation.rounds if entry.project == project), None),
        flows=trace_flows(counted, project),
        cheaper=find_cheaper(counted, project) if lost else None,
        more_supporters=find_more_supporters(counted, project) if lost else None,
    )
