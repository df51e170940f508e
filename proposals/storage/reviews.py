"""Reviews: saved over the version they were read at, and every version kept."""

from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from pb.engine.acts import Actor
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal, ProposalStatus, localized
from proposals.core.review import AnsweredProposal, Review, Verdict
from proposals.storage.rows import to_proposal, to_review
from proposals.storage.tables import ProposalRow, ReviewRow

Columns = TypeVarTuple("Columns")


class OutdatedReviewError(ConflictError):
    """Somebody else has saved the review since it was read; `newest` is what they saved."""

    code = "outdated-review"

    def __init__(self, newest: Review | None) -> None:
        """Refuse, and carry what stands now."""
        super().__init__(
            Message("Another official has saved this answer meanwhile. Yours has not been saved yet.")
        )
        self.newest = newest


def join_newest(query: Select[*Columns]) -> Select[*Columns]:
    """Return a query of proposals with the newest version of each one's review joined, or nothing in its place."""
    newer = aliased(ReviewRow)
    newest = select(func.max(newer.version)).where(newer.proposal_id == ProposalRow.id).scalar_subquery()
    is_newest = and_(ReviewRow.proposal_id == ProposalRow.id, ReviewRow.version == newest)
    return query.select_from(ProposalRow).outerjoin(ReviewRow, is_newest)


def select_answers() -> Select[ProposalRow, ReviewRow]:
    """Return the query for proposals, each with the newest version of its review, or None in its place."""
    return join_newest(select(ProposalRow, ReviewRow))


def to_answer(proposal: ProposalRow, review: ReviewRow | None) -> AnsweredProposal:
    """Return one row of `select_answers` as a value."""
    return AnsweredProposal(to_proposal(proposal), to_review(review) if review else None)


def list_answers(work: Work, cycle_id: CycleId) -> tuple[AnsweredProposal, ...]:
    """Return every proposal of a cycle with its review, in the order of their numbers."""
    rows = work.session.execute(
        select_answers().where(ProposalRow.cycle_id == cycle_id).order_by(ProposalRow.number)
    )
    return tuple(to_answer(*row) for row in rows)


def count_unanswered(work: Work, cycle_id: CycleId) -> int:
    """Return how many standing proposals of a cycle have no review."""
    return (
        work.session.scalar(
            select(func.count())
            .select_from(ProposalRow)
            .where(
                ProposalRow.cycle_id == cycle_id,
                ProposalRow.status == ProposalStatus.SENT.value,
                ~select(ReviewRow.version).where(ReviewRow.proposal_id == ProposalRow.id).exists(),
            )
        )
        or 0
    )


def find_review(work: Work, proposal: Proposal) -> Review | None:
    """Return the review that stands, or None."""
    row = work.session.scalars(
        select(ReviewRow)
        .where(ReviewRow.proposal_id == proposal.id)
        .order_by(ReviewRow.version.desc())
        .limit(1)
    ).first()
    return to_review(row) if row else None


def list_versions(work: Work, proposal: Proposal) -> tuple[Review, ...]:
    """Return every version of a proposal's review, the first one first."""
    rows = work.session.scalars(
        select(ReviewRow).where(ReviewRow.proposal_id == proposal.id).order_by(ReviewRow.version)
    )
    return tuple(to_review(row) for row in rows)


def save_review(
    work: Work, proposal: Proposal, verdict: Verdict, seen: int, actor: Actor, unit: str, now: datetime
) -> Review:
    """Keep a verdict as the version after ``seen`` (0 for the first).

    The same verdict over itself changes nothing. Raises OutdatedReviewError when ``seen`` isn't the newest version.
    """
    newest = find_review(work, proposal)
    if newest is not None and newest.verdict == verdict:
        return newest
    if seen != (newest.version if newest else 0):
        raise OutdatedReviewError(newest)
    review = Review(verdict, seen + 1, actor.id, actor.name, unit, now)
    work.session.add(
        ReviewRow(
            proposal_id=proposal.id,
            version=review.version,
            feasibility=verdict.feasibility.value,
            cost=verdict.cost,
            reason=dict(localized(verdict.reason)),
            cost_low=verdict.cost_low,
            upkeep=verdict.upkeep,
            source=verdict.source,
            assessments=to_plain(verdict.assessments),
            reviewer=actor.id,
            reviewer_name=actor.name,
            unit=unit,
            decided_at=now,
        )
    )
    try:
        work.session.flush()
    except IntegrityError:
        raise OutdatedReviewError(newest) from None
    return review
