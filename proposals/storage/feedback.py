"""Counting a round's feedback in the database, in two queries however many comments there are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import and_, func, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from proposals.core.comments import CommentKind
from proposals.core.feedback import Feedback, find_median_days
from proposals.storage.comment_tables import CommentRow

_IS_QUESTION = CommentRow.kind == CommentKind.QUESTION.value
_IS_SHOWN = CommentRow.hidden_at.is_(None)
_HAS_ANSWER = CommentRow.answered_at.is_not(None)


@dataclass(frozen=True, slots=True)
class AnswerMark:
    """What changes whenever a question that can be read gets, changes or loses its first answer.

    An answer changes the newest moment of answers or their number; hiding changes the newest moment of hiding, showing
    again how much can be read.
    """

    questions: int
    replies: int
    answered: int
    newest_answer: datetime | None
    newest_hiding: datetime | None


FindDays = Callable[[AnswerMark], float | None]
"""Finds the median of days to the first answer, for which a mark stands."""


def count_feedback(work: Work, cycle_id: CycleId, today: date, find_days: FindDays) -> Feedback:
    """Return what a round's residents said and how the city answered."""
    is_resident = CommentRow.unit == ""
    asked = and_(_IS_SHOWN, _IS_QUESTION)
    comments, overdue, questions, replies, answered, newest_answer, newest_hiding = work.session.execute(
        select(
            func.count().filter(and_(_IS_SHOWN, is_resident, ~_IS_QUESTION)),
            func.count().filter(and_(asked, ~_HAS_ANSWER, CommentRow.due < today)),
            func.count().filter(asked),
            func.count().filter(and_(_IS_SHOWN, ~is_resident)),
            func.count().filter(and_(asked, _HAS_ANSWER)),
            func.max(CommentRow.answered_at),
            func.max(CommentRow.hidden_at),
        )
        .select_from(CommentRow)
        .where(CommentRow.cycle_id == cycle_id)
    ).one()
    mark = AnswerMark(questions, replies, answered, newest_answer, newest_hiding)
    return Feedback(comments, questions, replies, answered, overdue, find_days(mark))


def find_reply_days(work: Work, cycle_id: CycleId, zone: tzinfo) -> float | None:
    """Return the median of days from a question to its first answer; reads every answered question."""
    pairs = work.session.execute(
        select(CommentRow.at, CommentRow.answered_at).where(
            CommentRow.cycle_id == cycle_id, _IS_SHOWN, _IS_QUESTION, _HAS_ANSWER
        )
    )
    return find_median_days(((asked, given) for asked, given in pairs if given is not None), zone)
