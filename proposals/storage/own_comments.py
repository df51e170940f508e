"""What a participant has said about proposals, for their own page: the only list of comments by who wrote them."""

from dataclasses import dataclass

from sqlalchemy import func, select

from pb.storage.unit_of_work import Work
from proposals.core.comments import Comment, CommentKind
from proposals.core.participant import Participant
from proposals.core.proposal import Proposal
from proposals.storage.comment_tables import CommentAuthorRow, CommentRow
from proposals.storage.comments import to_comment
from proposals.storage.own_pages import PAGE, Listed
from proposals.storage.rows import to_proposal
from proposals.storage.tables import ProposalRow


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment with its proposal. `waits`: it is a question that the city has not answered yet."""

    comment: Comment
    proposal: Proposal
    waits: bool


def list_own_comments(
    work: Work, participant: Participant, page: int = 1, size: int = PAGE
) -> Listed[OwnComment]:
    """Return a page of what a participant has written, the newest first, in two queries."""
    own = select(CommentAuthorRow.comment_id).where(CommentAuthorRow.author == participant.id)
    total = work.session.scalar(select(func.count()).select_from(own.subquery())) or 0
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    rows = work.session.execute(
        select(CommentRow, ProposalRow)
        .join(ProposalRow, ProposalRow.id == CommentRow.proposal_id)
        .where(CommentRow.id.in_(own))
        .order_by(CommentRow.at.desc(), CommentRow.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    return Listed(tuple(_to_own(comment, proposal) for comment, proposal in rows), page, pages)


def _to_own(row: CommentRow, proposal: ProposalRow) -> OwnComment:
    waits = row.kind == CommentKind.QUESTION.value and row.answered_at is None and row.hidden_at is None
    return OwnComment(to_comment(row), to_proposal(proposal), waits)
