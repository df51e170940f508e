"""What the public may see of a proposal, and when: no answer before the answers to all are released together."""

from enum import StrEnum

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotNowError
from pb.kernel.message import Message
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.review import Review
from proposals.core.rules import REVIEW


class PublicStatus(StrEnum):
    """Where a proposal is, as anyone may know it."""

    SENT = "sent"
    IN_REVIEW = "in-review"
    TO_THE_VOTE = "to-the-vote"
    NOT_TO_THE_VOTE = "not-to-the-vote"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    MERGED = "merged"


def is_released(cycle: Cycle) -> bool:
    """Whether the city's answers may be read by everyone."""
    return cycle.has_closed(REVIEW)


def public_status(cycle: Cycle, proposal: Proposal, review: Review | None) -> PublicStatus:
    """Return where a proposal is; the same for every proposal until the release, whatever has been decided."""
    if proposal.status is not ProposalStatus.SENT:
        return PublicStatus(proposal.status.value)
    if is_released(cycle) and review is not None:
        return PublicStatus.TO_THE_VOTE if review.verdict.is_feasible else PublicStatus.NOT_TO_THE_VOTE
    return PublicStatus.IN_REVIEW if cycle.is_open(REVIEW) else PublicStatus.SENT


def refuse_showing(cycle: Cycle, proposal: Proposal) -> None:
    """Raise NotNowError for a proposal hidden when the shortlist was made: it would look as if it stood there."""
    state = cycle.state(REVIEW)
    released_at = state.closed_at if state else None
    if released_at is not None and proposal.removed_at is not None and proposal.removed_at <= released_at:
        raise NotNowError(
            Message(
                "The review closed while this proposal was hidden. It can't be shown again in this round."
            )
        )
