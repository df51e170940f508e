"""Writing, answering, hiding and showing comments. None is ever deleted; officials' acts go into the journal."""

from dataclasses import replace
from datetime import datetime, tzinfo
from secrets import token_hex

from sqlalchemy import delete

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.errors import ConflictError
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.comments import Comment, CommentKind, count_working_days
from proposals.core.proposal import Proposal, ProposalStatus, localized
from proposals.core.rules import REVIEW, SUBMISSION, submission_rules
from proposals.storage.comment_tables import CommentAuthorRow, CommentRow
from proposals.storage.comments import mark_answered, to_comment

COMMENT_EVENTS = {
    "comment-answer": Message("Question answered"),
    "comment-reply": Message("Reply by the city"),
    "comment-hide": Message("Comment hidden"),
    "comment-show": Message("Comment shown again"),
}


def write_comment(
    work: Work,
    cycle: Cycle,
    proposal: Proposal,
    written: Comment,
    author: str,
    zone: tzinfo,
) -> Comment:
    """Keep what a resident wrote; a question gets the day by which the city answers. ``author`` is never shown.

    Raises ConflictError when the proposal isn't there to comment on, or the reply doesn't answer the top of a thread.
    """
    if proposal.status is not ProposalStatus.SENT:
        raise ConflictError(Message("This proposal takes no comments any more."))
    days = submission_rules(cycle).moderation.answer_days
    is_question = written.kind is CommentKind.QUESTION
    due = count_working_days(written.at.astimezone(zone).date(), days) if is_question else None
    return _add(work, replace(written, unit="", due=due), author)


def answer_comment(
    work: Work, cycle: Cycle, proposal: Proposal, parent: Comment, text: str, language: Language,
    actor: Actor, unit: str, now: datetime,
) -> Comment:  # fmt: skip
    """Keep what the city says to a question or a comment, signed by its unit. A question counts as answered then."""
    is_question = parent.kind is CommentKind.QUESTION
    written = Comment(
        id=token_hex(16),
        cycle=cycle.id,
        proposal=parent.proposal,
        kind=CommentKind.ANSWER if is_question else CommentKind.COMMENT,
        text=text,
        name=actor.name,
        language=language,
        at=now,
        parent=parent.id,
        unit=unit,
    )
    kept = _add(work, written, actor.id)
    if is_question:
        mark_answered(work, parent.id)
    _note(work, cycle, "comment-answer" if is_question else "comment-reply", proposal, kept, actor, now)
    return kept


def hide_comment(
    work: Work, cycle: Cycle, proposal: Proposal, comment: Comment, reason: LocalizedText,
    actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """Take a comment's text out of sight; its line stays, with the reason. An answer hidden is no answer any more."""
    if comment.is_hidden:
        raise ConflictError(Message("This comment is hidden already."))
    row = work.session.get_one(CommentRow, comment.id)
    row.hidden_reason, row.hidden_at = dict(localized(reason)), now
    _settle_question(work, comment)
    _note(work, cycle, "comment-hide", proposal, comment, actor, now)


def show_comment(
    work: Work, cycle: Cycle, proposal: Proposal, comment: Comment, actor: Actor, now: datetime
) -> None:
    """Bring a hidden comment back into sight."""
    if not comment.is_hidden:
        raise ConflictError(Message("This comment is not hidden."))
    row = work.session.get_one(CommentRow, comment.id)
    row.hidden_reason, row.hidden_at = {}, None
    _settle_question(work, comment)
    _note(work, cycle, "comment-show", proposal, comment, actor, now)


def forget_comment_author(work: Work, author: str) -> None:
    """Cut the way from what somebody wrote back to them; what was published stays."""
    work.session.execute(delete(CommentAuthorRow).where(CommentAuthorRow.author == author))


def _add(work: Work, comment: Comment, author: str) -> Comment:
    if comment.parent:
        parent = work.session.get(CommentRow, comment.parent)
        if parent is None or parent.parent_id is not None or parent.proposal_id != comment.proposal:
            raise ConflictError(Message("Replies go to the first comment of a thread."))
        if parent.hidden_at is not None:
            raise ConflictError(Message("This comment is hidden. Nobody can reply to it."))
        if comment.kind is CommentKind.QUESTION:
            raise ConflictError(Message("A question begins a thread of its own."))
    row = CommentRow(
        id=comment.id,
        cycle_id=comment.cycle,
        proposal_id=comment.proposal,
        parent_id=comment.parent or None,
        kind=comment.kind.value,
        text=comment.text,
        name=comment.name,
        unit=comment.unit,
        language=comment.language.value,
        at=comment.at,
        due=comment.due,
        answered_at=None,
        hidden_reason={},
        hidden_at=None,
        is_unread=not comment.unit,  # what the city writes needs no moderator
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(CommentAuthorRow(comment_id=comment.id, author=author))
    work.session.flush()
    return to_comment(row)


def _settle_question(work: Work, comment: Comment) -> None:
    work.session.flush()
    if comment.kind is CommentKind.ANSWER:
        mark_answered(work, comment.parent)


def _note(
    work: Work, cycle: Cycle, act: str, proposal: Proposal, comment: Comment, actor: Actor, now: datetime
) -> None:
    stage = SUBMISSION if cycle.declaration.plan(SUBMISSION) else REVIEW
    event = JournalEvent(act, stage, actor, {"proposal": proposal.number, "comment": comment.id})
    work.write_journal(cycle.id, event, now)
