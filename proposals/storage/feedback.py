"""Counting a round's feedback in the database, in two queries however many comments there are."""

from datetime import date, tzinfo

from sqlalchemy import and_, func, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from proposals.core.comments import CommentKind
from proposals.core.feedback import Feedback, find_median_days
from proposals.storage.comment_tables import CommentRow


def count_feedback(work: Work, cycle_id: CycleId, today: date, zone: tzinfo) -> Feedback:
    """Return what a round's residents said and how the city answered."""
    is_question = CommentRow.kind == CommentKind.QUESTION.value
    is_resident = CommentRow.unit == ""
    has_answer = CommentRow.answered_at.is_not(None)
    shown = (CommentRow.cycle_id == cycle_id, CommentRow.hidden_at.is_(None))
    comments, questions, replies, answered, overdue = work.session.execute(
        select(
            func.count().filter(and_(is_resident, ~is_question)),
            func.count().filter(is_question),
            func.count().filter(~is_resident),
            func.count().filter(and_(is_question, has_answer)),
            func.count().filter(and_(is_question, ~has_answer, CommentRow.due < today)),
        )
        .select_from(CommentRow)
        .where(*shown)
    ).one()
    pairs = work.session.execute(
        select(CommentRow.at, CommentRow.answered_at).where(*shown, is_question, has_answer)
    )
    spans = [(asked, given) for asked, given in pairs if given is not None]
    return Feedback(comments, questions, replies, answered, overdue, find_median_days(spans, zone))
