"""Posting letters to proposers, in the transaction of what they tell about. Who gave no address gets none."""

from datetime import datetime

from pb.kernel.language import LocalizedText
from pb.storage.outbox import Letter, post_letter
from pb.storage.unit_of_work import Work
from proposals.core.information import InformationRequest
from proposals.core.proposal import Proposal
from proposals.core.review import Review

RECEIVED = "proposal-received"
ANSWERED = "proposal-answered"
ASKED = "proposal-asked"
HIDDEN = "proposal-hidden"
SHOWN = "proposal-shown"
ATTACHMENT_REMOVED = "attachment-removed"


def post_received(work: Work, proposal: Proposal, now: datetime) -> None:
    """Tell a proposer that the proposal arrived. Sent twice, it is one letter."""
    _post(work, RECEIVED, proposal, now)


def post_answered(work: Work, proposal: Proposal, review: Review, now: datetime) -> None:
    """Tell a proposer what the city answered, once the answers are released."""
    reason = review.verdict.reason.in_language(proposal.language)
    _post(work, ANSWERED, proposal, now, feasible=review.verdict.is_feasible, reason=reason)


def post_information_request(
    work: Work, proposal: Proposal, request: InformationRequest, now: datetime
) -> None:
    """Ask a proposer for more information; each question is one letter."""
    asked = request.question
    _post(
        work, ASKED, proposal, now, request.id, question=asked, unit=request.unit, due=request.due.isoformat()
    )


def post_hidden(work: Work, proposal: Proposal, reason: LocalizedText, now: datetime) -> None:
    """Tell a proposer that the text was hidden, why, and how to object."""
    words = reason.in_language(proposal.language)
    _post(work, HIDDEN, proposal, now, occasion=now.isoformat(), reason=words)


def post_attachment_removed(
    work: Work, proposal: Proposal, words: str, reason: LocalizedText, now: datetime
) -> None:
    """Tell a proposer that an attachment was removed, why, and how to object. ``words`` are the attachment's."""
    why = reason.in_language(proposal.language)
    _post(work, ATTACHMENT_REMOVED, proposal, now, occasion=now.isoformat(), words=words, reason=why)


def post_shown(work: Work, proposal: Proposal, now: datetime) -> None:
    """Tell a proposer that the text can be read again."""
    _post(work, SHOWN, proposal, now, occasion=now.isoformat())


def _post(
    work: Work, kind: str, proposal: Proposal, now: datetime, occasion: str = "", **more: str | bool
) -> None:
    if not proposal.contact:
        return
    key = f"{kind}:{proposal.id}:{occasion}" if occasion else f"{kind}:{proposal.id}"
    values = {
        "cycle": proposal.cycle,
        "id": proposal.id,
        "number": str(proposal.number),
        "title": proposal.title.in_language(proposal.language),
        **more,
    }
    post_letter(work, Letter(key, kind, proposal.contact, proposal.language, values), now)
