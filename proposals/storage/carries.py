"""Carrying a proposal over to a later round: a copy that begins as a draft and remembers where it came from.

A proposal is carried into a round at most once; pressed again, the same copy is found.
"""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import delete, select

from pb.engine.cycle import Cycle
from pb.kernel.ids import CycleId, ProposalId
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Draft, Proposal, ProposalStatus
from proposals.core.submission import only_area
from proposals.storage.author_tables import CarryRow
from proposals.storage.drafts import save_draft
from proposals.storage.rows import to_proposal
from proposals.storage.tables import DraftRow, ProposalRow


def find_copy(work: Work, earlier: Proposal, cycle_id: CycleId) -> ProposalId | None:
    """Return the draft or proposal that an earlier proposal became in a round, or None."""
    query = select(CarryRow.id).where(CarryRow.earlier_id == earlier.id, CarryRow.cycle_id == cycle_id)
    found = work.session.scalars(query).first()
    return ProposalId(found) if found else None


def new_copy(earlier: Proposal, cycle: Cycle, now: datetime) -> Draft:
    """Return a draft with an earlier proposal's text. An area that the round doesn't have has to be chosen anew."""
    content = earlier.content()
    area = content.area if cycle.declaration.area(content.area) else only_area(cycle) or ""
    return Draft(ProposalId(token_hex(16)), cycle.id, replace(content, area=area), earlier.language, now)


def keep_copy(work: Work, earlier: Proposal, draft: Draft, link_hash: str) -> None:
    """Keep the draft and where it came from. The draft's cycle has to be held by `load_cycle`."""
    save_draft(work, draft, link_hash)
    work.session.add(CarryRow(id=draft.id, earlier_id=earlier.id, cycle_id=draft.cycle))
    work.session.flush()


def find_earlier(work: Work, proposal_id: ProposalId) -> Proposal | None:
    """Return the proposal that a draft or proposal was carried over from, or None."""
    row = work.session.scalars(
        select(ProposalRow)
        .join(CarryRow, CarryRow.earlier_id == ProposalRow.id)
        .where(CarryRow.id == proposal_id)
    ).first()
    return to_proposal(row) if row else None


def list_later(work: Work, proposal: Proposal) -> tuple[Proposal, ...]:
    """Return what a proposal became in later rounds and anyone may read, the newest first."""
    rows = work.session.scalars(
        select(ProposalRow)
        .join(CarryRow, CarryRow.id == ProposalRow.id)
        .where(CarryRow.earlier_id == proposal.id, ProposalRow.status == ProposalStatus.SENT.value)
        .order_by(ProposalRow.sent_at.desc())
    )
    return tuple(to_proposal(row) for row in rows)


def purge_carries(work: Work) -> int:
    """Forget the copies whose draft was never sent and is gone, and return how many they were."""
    gone = delete(CarryRow).where(
        CarryRow.id.not_in(select(DraftRow.id)), CarryRow.id.not_in(select(ProposalRow.id))
    )
    return len(work.session.execute(gone.returning(CarryRow.id)).all())
