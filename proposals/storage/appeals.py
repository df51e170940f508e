"""Appeals kept and decided, each act with its entry in the journal. A proposal has one appeal, and that one decision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import AccountId, CycleId, ProposalId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.storage.unit_of_work import Work
from proposals.core.appeals import Appeal, require_appealable, require_other_reviewer
from proposals.core.news import NewsKind
from proposals.core.proposal import Proposal, localized
from proposals.core.review import Feasibility
from proposals.storage.appeal_tables import AppealRow
from proposals.storage.news import tell_followers
from proposals.storage.review_acts import note_act
from proposals.storage.reviews import find_review, save_review
from proposals.storage.tables import ProposalRow

AUTHOR = Actor(AccountId("author"), "")
"""Who acts in the journal for an author: nobody by name."""

_AGAIN = Message("An appeal has been filed for this proposal already.")


def file_appeal(work: Work, cycle: Cycle, proposal: Proposal, grounds: str, now: datetime) -> Appeal:
    """Keep an author's appeal. Raises ConflictError for a second one, NotNowError when none are taken."""
    review = require_appealable(cycle, proposal, find_review(work, proposal), now)
    if find_appeal(work, proposal) is not None:
        raise ConflictError(_AGAIN)
    row = AppealRow(
        proposal_id=proposal.id,
        grounds=grounds,
        filed_at=now,
        version=review.version,
        upheld=None,
        reason={},
        decided_by="",
        decided_by_name="",
        decided_at=None,
    )
    work.session.add(row)
    try:
        work.session.flush()
    except IntegrityError:
        raise ConflictError(_AGAIN) from None
    note_act(work, proposal, "appeal", AUTHOR, now)
    return _to_appeal(row)


def decide_appeal(
    work: Work,
    proposal: Proposal,
    reason: LocalizedText,
    actor: Actor,
    unit: str,
    now: datetime,
    cost: Cents | None = None,
) -> Appeal:
    """Decide, for good: with a ``cost`` the appeal is upheld and the proposal goes to the vote, with None not.

    The cost is zero in a round without money. Raises NotFoundError without an appeal, ConflictError when it is decided
    or when the one who decides gave the answer.
    """
    row = work.session.get(AppealRow, proposal.id)
    review = find_review(work, proposal)
    if row is None or review is None:
        raise NotFoundError
    if row.upheld is not None:
        raise ConflictError(Message("This appeal has been decided already."))
    require_other_reviewer(review, actor.id)
    row.upheld, row.reason = cost is not None, dict(localized(reason))
    row.decided_by, row.decided_by_name, row.decided_at = actor.id, actor.name, now
    if cost is not None:
        verdict = replace(
            review.verdict, feasibility=Feasibility.FEASIBLE, cost=cost, cost_low=Cents(0), reason=reason
        )
        save_review(work, proposal, verdict, review.version, actor, unit, now)
    work.session.flush()
    note_act(work, proposal, "appeal-decided", actor, now, {"upheld": cost is not None})
    tell_followers(work, proposal, NewsKind.DECIDED, "appeal", now)
    return _to_appeal(row)


def find_appeal(work: Work, proposal: Proposal) -> Appeal | None:
    """Return a proposal's appeal, or None."""
    row = work.session.get(AppealRow, proposal.id)
    return _to_appeal(row) if row else None


def list_appeals(work: Work, cycle_id: CycleId) -> Mapping[ProposalId, Appeal]:
    """Return the appeals of a round, the oldest first."""
    rows = work.session.scalars(
        select(AppealRow)
        .join(ProposalRow, ProposalRow.id == AppealRow.proposal_id)
        .where(ProposalRow.cycle_id == cycle_id)
        .order_by(AppealRow.filed_at, AppealRow.proposal_id)
    )
    return {ProposalId(row.proposal_id): _to_appeal(row) for row in rows}


def _to_appeal(row: AppealRow) -> Appeal:
    return Appeal(
        ProposalId(row.proposal_id),
        row.grounds,
        row.filed_at,
        row.version,
        row.upheld,
        LocalizedText(**row.reason),
        AccountId(row.decided_by) if row.decided_by else None,
        row.decided_by_name,
        row.decided_at,
    )
