"""What officials and moderators do to a proposal, each act together with its entry in the cycle's journal.

An entry names the proposal by number and the answer by its digest: enough to prove later what was decided, and nothing
that could be read before the release of all answers. No entry holds what a resident wrote.
"""

from datetime import datetime

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON
from pb.kernel.errors import ConflictError
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.attachments import AttachmentId
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.review import Review, Verdict
from proposals.core.rules import REVIEW, SUBMISSION
from proposals.core.visibility import refuse_showing
from proposals.storage.attachments import remove_attachment
from proposals.storage.comment_acts import COMMENT_EVENTS
from proposals.storage.events import MEETING_EVENTS
from proposals.storage.merge_guards import MERGE_EVENTS
from proposals.storage.proposals import assign_unit, hide_proposal, show_proposal
from proposals.storage.reviews import find_review, save_review
from proposals.storage.statement_acts import STATEMENT_EVENTS

EVENTS = {
    "review": Message("Answer to a proposal saved"),
    "take": Message("Proposal taken by a unit"),
    "assign": Message("Proposal assigned"),
    "unassign": Message("A unit's part taken away"),
    "ask-author": Message("The author was asked for more information"),
    "author-answered": Message("The author answered the question"),
    "exclude": Message("Written down what can't be carried out together"),
    "include": Message("Taken back what could not be carried out together"),
    "appeal": Message("The author appealed"),
    "appeal-decided": Message("Appeal decided"),
    "hide": Message("Proposal hidden"),
    "attachment-remove": Message("Attachment removed by a moderator"),
    "show": Message("Proposal shown again"),
    "import": Message("Reviewed projects brought in"),
    **MERGE_EVENTS,
    **COMMENT_EVENTS,
    **STATEMENT_EVENTS,
    **MEETING_EVENTS,
}


def answer_proposal(
    work: Work, proposal: Proposal, verdict: Verdict, seen: int, actor: Actor, unit: str, now: datetime
) -> Review:
    """Save a verdict over version ``seen``; the first answer also takes the proposal for the unit.

    Raises OutdatedReviewError when somebody else was first, ConflictError for a withdrawn or hidden proposal.
    """
    if proposal.status is not ProposalStatus.SENT:
        raise ConflictError(Message("This proposal has been withdrawn or hidden. It needs no answer."))
    before = find_review(work, proposal)
    review = save_review(work, proposal, verdict, seen, actor, unit, now)
    if unit and not proposal.unit:
        assign_unit(work, proposal, unit)
    if before is None or review.version != before.version:
        details: dict[str, JSON] = {"version": review.version, "answer": verdict.mark()}
        _note(work, proposal, REVIEW, "review", actor, now, details)
    return review


def take_proposal(work: Work, proposal: Proposal, unit: str, actor: Actor, now: datetime) -> None:
    """Take a proposal for a unit, from whichever had it; taken already, nothing happens."""
    if proposal.unit != unit:
        assign_unit(work, proposal, unit)
        _note(work, proposal, REVIEW, "take", actor, now, {"unit": unit})


def hide(
    work: Work, cycle: Cycle, proposal: Proposal, reason: LocalizedText, actor: Actor, now: datetime
) -> None:
    """Hide a proposal, with a reason for the public."""
    hide_proposal(work, proposal, reason, now)
    _note(work, proposal, _stage_of(cycle), "hide", actor, now, {})


def show_again(work: Work, cycle: Cycle, proposal: Proposal, actor: Actor, now: datetime) -> None:
    """Bring a hidden proposal back. Raises NotNowError when the shortlist was made without it."""
    refuse_showing(cycle, proposal)
    show_proposal(work, proposal)
    _note(work, proposal, _stage_of(cycle), "show", actor, now, {})


def remove_unfit(
    work: Work, cycle: Cycle, proposal: Proposal, attachment: AttachmentId, actor: Actor, now: datetime
) -> None:
    """Remove an attachment that breaks the rules, for good. Raises NotFoundError for one that isn't there."""
    remove_attachment(work, proposal, attachment)
    _note(work, proposal, _stage_of(cycle), "attachment-remove", actor, now, {})


def _stage_of(cycle: Cycle) -> str:
    return SUBMISSION if cycle.declaration.plan(SUBMISSION) else REVIEW


def note_act(
    work: Work, proposal: Proposal, act: str, actor: Actor, now: datetime, more: dict[str, JSON] | None = None
) -> None:
    """Write an act of the review in the journal, without anything of its content."""
    _note(work, proposal, REVIEW, act, actor, now, more or {})


def _note(
    work: Work, proposal: Proposal, stage: str, act: str, actor: Actor, now: datetime, more: dict[str, JSON]
) -> None:
    event = JournalEvent(act, stage, actor, {"proposal": proposal.number, **more})
    work.write_journal(proposal.cycle, event, now)
