"""What a participant's own page lists, a page at a time and with a constant number of queries."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, func, or_, select

from pb.kernel.ids import ProposalId
from pb.storage.unit_of_work import Work
from proposals.core.participant import Participant
from proposals.core.proposal import Draft
from proposals.core.review import AnsweredProposal
from proposals.storage.author_tables import CoauthorRow
from proposals.storage.participant_tables import FollowRow, SupportRow
from proposals.storage.reviews import select_answers, to_answer
from proposals.storage.rows import to_draft
from proposals.storage.tables import DraftRow, ProposalRow

PAGE = 20
MOST_DRAFTS = 20

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written:
    """A proposal that somebody writes, as its proposer or as a co-author."""

    answer: AnsweredProposal
    is_coauthor: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal that somebody supports or follows, or both."""

    answer: AnsweredProposal
    supports: bool
    follows: bool


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """One page of a list, and how many pages there are, at least one."""

    entries: tuple[T, ...]
    page: int
    pages: int


def list_written(
    work: Work, participant: Participant, known: Collection[ProposalId], page: int = 1, size: int = PAGE
) -> Listed[Written]:
    """Return what a participant writes, the newest first; ``known`` are proposals that the session has opened."""
    along = select(CoauthorRow.proposal_id).where(CoauthorRow.participant_id == participant.id)
    condition = or_(
        func.lower(ProposalRow.contact) == participant.address,
        ProposalRow.id.in_(along),
        ProposalRow.id.in_(known),
    )
    found = _list(work, condition, page, size)
    shared = set(work.session.scalars(along))
    return Listed(
        tuple(Written(answer, answer.proposal.id in shared) for answer in found.entries),
        found.page,
        found.pages,
    )


def list_chosen(work: Work, participant: Participant, page: int = 1, size: int = PAGE) -> Listed[Chosen]:
    """Return what a participant supports or follows, the newest proposals first."""
    supported = select(SupportRow.proposal_id).where(SupportRow.participant_id == participant.id)
    followed = select(FollowRow.proposal_id).where(FollowRow.participant_id == participant.id)
    found = _list(work, ProposalRow.id.in_(supported.union(followed)), page, size)
    ids = [answer.proposal.id for answer in found.entries]
    supports = set(work.session.scalars(supported.where(SupportRow.proposal_id.in_(ids))))
    follows = set(work.session.scalars(followed.where(FollowRow.proposal_id.in_(ids))))
    return Listed(
        tuple(
            Chosen(answer, answer.proposal.id in supports, answer.proposal.id in follows)
            for answer in found.entries
        ),
        found.page,
        found.pages,
    )


def list_drafts(
    work: Work, participant: Participant, known: Collection[ProposalId], most: int = MOST_DRAFTS
) -> tuple[Draft, ...]:
    """Return the newest drafts that have a participant's address or were opened in the session, at most ``most``."""
    rows = work.session.scalars(
        select(DraftRow)
        .where(or_(func.lower(DraftRow.contact) == participant.address, DraftRow.id.in_(known)))
        .order_by(DraftRow.changed_at.desc(), DraftRow.id)
        .limit(most)
    )
    return tuple(to_draft(row) for row in rows)


def _list(work: Work, condition: ColumnElement[bool], page: int, size: int) -> Listed[AnsweredProposal]:
    total = work.session.scalar(select(func.count()).select_from(ProposalRow).where(condition)) or 0
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    rows = work.session.execute(
        select_answers()
        .where(condition)
        .order_by(ProposalRow.sent_at.desc(), ProposalRow.number.desc(), ProposalRow.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    return Listed(tuple(to_answer(*row) for row in rows), page, pages)
