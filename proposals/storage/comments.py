"""Comments: finding them as threads, a page at a time, with a constant number of statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.comments import Comment, CommentKind, Thread
from proposals.core.proposal import Proposal
from proposals.storage.comment_tables import CommentAuthorRow, CommentRow
from proposals.storage.rows import to_proposal
from proposals.storage.tables import ProposalRow

PAGE = 20


@dataclass(frozen=True, slots=True)
class Threads:
    """One page of threads, how many there are in all, and how many pages, at least one."""

    entries: tuple[Thread, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer, with its proposal."""

    question: Comment
    proposal: Proposal


def find_comment(work: Work, cycle_id: CycleId, comment_id: str) -> Comment:
    """Return a comment of a cycle. Raises NotFoundError."""
    row = work.session.get(CommentRow, comment_id)
    if row is None or row.cycle_id != cycle_id:
        raise NotFoundError
    return to_comment(row)


def find_written(work: Work, comment_id: str, author: str) -> Comment | None:
    """Return the comment of that id that ``author`` wrote, or None. Raises ConflictError when it is somebody else's."""
    row = work.session.get(CommentRow, comment_id)
    if row is None:
        return None
    written_by = work.session.get(CommentAuthorRow, comment_id)
    if written_by is None or written_by.author != author:
        raise ConflictError(Message("This form has been sent already."))
    return to_comment(row)


def find_proposal_of(work: Work, comment: Comment) -> Proposal:
    """Return the proposal that a comment was written to."""
    return to_proposal(work.session.get_one(ProposalRow, comment.proposal))


def find_thread(work: Work, cycle_id: CycleId, comment_id: str) -> Thread:
    """Return the thread that a comment of the cycle is in. Raises NotFoundError."""
    comment = find_comment(work, cycle_id, comment_id)
    top = work.session.get_one(CommentRow, comment.parent or comment.id)
    return _with_replies(work, [top])[0]


def list_threads(work: Work, proposals: Collection[ProposalId], page: int = 1) -> Threads:
    """Return a page of 20 threads of these proposals together, the oldest first. A page beyond the last is the last."""
    at_top = (CommentRow.proposal_id.in_(proposals), CommentRow.parent_id.is_(None))
    total = work.session.scalar(select(func.count(CommentRow.id)).where(*at_top)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    tops = work.session.scalars(
        select(CommentRow)
        .where(*at_top)
        .order_by(CommentRow.at, CommentRow.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return Threads(_with_replies(work, tops), total, page, pages)


def list_open_questions(
    work: Work, cycle_id: CycleId, unit: str = "", page: int = 1
) -> tuple[tuple[OpenQuestion, ...], int, int, int]:
    """Return a page of the questions without an answer, the longest due first; how many there are; page; pages.

    With ``unit``, those about proposals that are this unit's. Questions to removed proposals are owed no answer.
    """
    owed = (*_open_questions(cycle_id), *([ProposalRow.unit == unit] if unit else []))
    joined = CommentRow.proposal_id == ProposalRow.id
    total = work.session.scalar(select(func.count(CommentRow.id)).join(ProposalRow, joined).where(*owed)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = work.session.execute(
        select(CommentRow, ProposalRow)
        .join(ProposalRow, joined)
        .where(*owed)
        .order_by(CommentRow.due, CommentRow.at, CommentRow.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    found = tuple(OpenQuestion(to_comment(question), to_proposal(proposal)) for question, proposal in rows)
    return found, total, page, pages


def count_open_questions(work: Work, cycle_id: CycleId) -> int:
    """Return how many questions of a cycle have no answer."""
    query = (
        select(func.count(CommentRow.id))
        .join(ProposalRow, CommentRow.proposal_id == ProposalRow.id)
        .where(*_open_questions(cycle_id))
    )
    return work.session.scalar(query) or 0


def count_written(work: Work, cycle_id: CycleId) -> tuple[int, int]:
    """Return how much that can be read residents wrote in a cycle, and how much the city."""
    is_resident = CommentRow.unit == ""
    received, given = work.session.execute(
        select(func.count().filter(is_resident), func.count().filter(~is_resident))
        .select_from(CommentRow)
        .where(CommentRow.cycle_id == cycle_id, CommentRow.hidden_at.is_(None))
    ).one()
    return received, given


def list_public_comments(work: Work, cycle_id: CycleId) -> tuple[tuple[Comment, int], ...]:
    """Return every comment whose proposal can be read, with the proposal's number, in the order of writing."""
    rows = work.session.execute(
        select(CommentRow, ProposalRow.number)
        .join(ProposalRow, CommentRow.proposal_id == ProposalRow.id)
        .where(CommentRow.cycle_id == cycle_id, ProposalRow.status.in_(("sent", "merged")))
        .order_by(CommentRow.at, CommentRow.id)
    )
    return tuple((to_comment(row), number) for row, number in rows)


def to_comment(row: CommentRow) -> Comment:
    """Return a comment as it was kept."""
    return Comment(
        id=row.id,
        cycle=CycleId(row.cycle_id),
        proposal=ProposalId(row.proposal_id),
        kind=CommentKind(row.kind),
        text=row.text,
        name=row.name,
        language=Language(row.language),
        at=row.at,
        parent=row.parent_id or "",
        unit=row.unit,
        due=row.due,
        hidden_reason=LocalizedText(**row.hidden_reason),
        hidden_at=row.hidden_at,
    )


def mark_answered(work: Work, question_id: str) -> None:
    """Note with a question when its first readable answer was given, or that it has none."""
    answer = aliased(CommentRow)
    first: datetime | None = work.session.scalar(
        select(func.min(answer.at)).where(
            answer.parent_id == question_id,
            answer.kind == CommentKind.ANSWER.value,
            answer.hidden_at.is_(None),
        )
    )
    work.session.get_one(CommentRow, question_id).answered_at = first
    work.session.flush()


def _open_questions(cycle_id: CycleId) -> tuple[ColumnElement[bool], ...]:
    return (
        CommentRow.cycle_id == cycle_id,
        CommentRow.kind == CommentKind.QUESTION.value,
        CommentRow.answered_at.is_(None),
        CommentRow.hidden_at.is_(None),
        ProposalRow.status.in_(("sent", "merged")),
    )


def _with_replies(work: Work, tops: Sequence[CommentRow]) -> tuple[Thread, ...]:
    replies = work.session.scalars(
        select(CommentRow)
        .where(CommentRow.parent_id.in_([top.id for top in tops]))
        .order_by(CommentRow.at, CommentRow.id)
    ).all()
    return _join(tops, replies)


def _join(tops: Sequence[CommentRow], replies: Sequence[CommentRow]) -> tuple[Thread, ...]:
    by_parent: dict[str, list[Comment]] = {top.id: [] for top in tops}
    for reply in replies:
        if reply.parent_id is not None:
            by_parent[reply.parent_id].append(to_comment(reply))
    return tuple(Thread(to_comment(top), tuple(by_parent[top.id])) for top in tops)
