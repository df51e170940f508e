"""What programs and followers may have of the proposals: those that stand, with the city's answers once released.

The contact address is in none of it, and of a withdrawn or hidden proposal only that it is so, and why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pb.engine.cycle import Cycle
from pb.engine.public import News, Resource
from pb.kernel.ids import AreaId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.review import AnsweredProposal
from proposals.core.shortlist import is_project
from proposals.core.visibility import PublicStatus, is_released, public_status
from proposals.storage.proposals import list_newest
from proposals.storage.reviews import list_answers

NOTHING = LocalizedText()
MOST_NEWS = 50
"""Proposals told of at once: as many as a feed holds."""


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """The city's answer. `cost` is in cents."""

    goes_to_the_vote: bool
    cost: Cents
    reason: LocalizedText


@dataclass(frozen=True, slots=True)
class PublicProposal:
    """A proposal as anyone may read it: one that was removed without its text, a merged one with where it goes on."""

    number: int
    status: PublicStatus
    title: LocalizedText = NOTHING
    text: LocalizedText = NOTHING
    why: LocalizedText = NOTHING
    area: AreaId | None = None
    proposer: str = ""
    sent_at: datetime | None = None
    removal_reason: LocalizedText = NOTHING
    merged_into: int | None = None
    split_from: int | None = None
    answer: PublicAnswer | None = None


def list_public_proposals(cycle: Cycle, work: Work) -> Sequence[PublicProposal]:
    """Return every proposal in the order of their numbers."""
    return [_publish(cycle, answered) for answered in list_answers(work, cycle.id)]


def list_proposal_news(cycle: Cycle, work: Work) -> tuple[News, ...]:
    """Tell of the newest proposals that stand."""
    return tuple(
        News(
            f"proposal-{proposal.number}",
            proposal.sent_at,
            Message("New proposal"),
            proposal.title,
            f"proposals/{proposal.number}",
        )
        for proposal in list_newest(work, cycle.id, MOST_NEWS)
    )


def _publish(cycle: Cycle, answered: AnsweredProposal) -> PublicProposal:
    proposal: Proposal = answered.proposal
    status = public_status(cycle, proposal, answered.review)
    if proposal.status in (ProposalStatus.WITHDRAWN, ProposalStatus.HIDDEN):
        return PublicProposal(proposal.number, status, removal_reason=proposal.removal_reason)
    review = answered.review if is_released(cycle) and proposal.is_public else None
    answer = (
        PublicAnswer(is_project(answered), review.verdict.cost, review.verdict.reason) if review else None
    )
    return PublicProposal(
        proposal.number,
        status,
        proposal.title,
        proposal.text,
        proposal.why,
        proposal.area,
        proposal.proposer,
        proposal.sent_at,
        merged_into=proposal.merged_into,
        split_from=proposal.split_from,
        answer=answer,
    )


PROPOSALS: Resource[Work] = Resource(
    "proposals",
    "Residents' proposals in the order of their numbers, with the city's answers once all are released.",
    PublicProposal,
    list_public_proposals,
)
