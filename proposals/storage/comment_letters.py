"""Posting the city's answer to whoever asked, in the transaction of the answer."""

from datetime import datetime

from sqlalchemy import select

from pb.kernel.language import Language
from pb.storage.outbox import Letter, post_letter
from pb.storage.unit_of_work import Work
from proposals.core.comments import Comment
from proposals.core.proposal import Proposal
from proposals.storage.comment_tables import CommentAuthorRow
from proposals.storage.participant_tables import ParticipantRow

ANSWERED = "question-answered"


def post_question_answered(
    work: Work, proposal: Proposal, question: Comment, answer: Comment, now: datetime
) -> None:
    """Tell the asker, in the language of their letters. Who has left meanwhile gets none."""
    asker = work.session.scalars(
        select(ParticipantRow)
        .join(CommentAuthorRow, CommentAuthorRow.author == ParticipantRow.id)
        .where(CommentAuthorRow.comment_id == question.id)
    ).first()
    if asker is None:
        return
    language = Language(asker.language)
    values = {
        "cycle": proposal.cycle,
        "number": str(proposal.number),
        "title": proposal.title.in_language(language),
        "comment": question.id,
        "unit": answer.unit,
        "text": answer.text,
    }
    post_letter(work, Letter(f"{ANSWERED}:{answer.id}", ANSWERED, asker.address, language, values), now)
