"""How much feedback a round received and gave: what the yearly report on participation counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from statistics import median

from proposals.core.comments import CommentKind, Thread


@dataclass(frozen=True, slots=True)
class Feedback:
    """Counts of a round. ``reply_days``: the median of whole days from question to answer; None before the first."""

    comments: int
    questions: int
    replies: int
    answered: int
    overdue: int
    reply_days: float | None


def count_feedback(threads: Iterable[Thread], today: date, zone: tzinfo) -> Feedback:
    """Count what residents wrote (``comments`` and ``questions``) and the city's ``replies``, hidden ones left out."""
    comments = questions = replies = answered = overdue = 0
    days: list[int] = []
    for thread in threads:
        for one in (thread.top, *thread.replies):
            if one.is_hidden:
                continue
            replies += one.is_official
            questions += one.kind is CommentKind.QUESTION
            comments += not one.is_official and one.kind is CommentKind.COMMENT
        if thread.top.kind is not CommentKind.QUESTION or thread.top.is_hidden:
            continue
        if thread.answer is not None:
            answered += 1
            days.append((_day(thread.answer.at, zone) - _day(thread.top.at, zone)).days)
        elif thread.top.due is not None and thread.top.due < today:
            overdue += 1
    return Feedback(comments, questions, replies, answered, overdue, median(days) if days else None)


def _day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()
