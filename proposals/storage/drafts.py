"""Drafts: kept from page to page, found again by their private link, and sent once."""

from datetime import datetime

from sqlalchemy import delete, func, select

from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from pb.kernel.ids import AreaId, CycleId, ProposalId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Draft, Proposal
from proposals.core.rules import submission_rules
from proposals.core.submission import check_text
from proposals.storage.attachment_tables import ProposalDocumentRow, ProposalPhotoRow
from proposals.storage.rows import to_draft, to_proposal, write_proposal
from proposals.storage.tables import DraftRow, ProposalRow


def save_draft(work: Work, draft: Draft, link_hash: str) -> None:
    """Keep a new or changed draft. Raises ConflictError when it has been sent meanwhile."""
    if work.session.get(ProposalRow, draft.id) is not None:
        raise ConflictError(Message("This proposal has been sent already."))
    row = work.session.get(DraftRow, draft.id)
    if row is None:
        row = DraftRow(id=draft.id, cycle_id=draft.cycle, link_hash=link_hash)
        work.session.add(row)
    for name, value in draft.content.as_typed().items():
        setattr(row, name, value)
    row.language, row.changed_at = draft.language.value, draft.changed_at
    work.session.flush()


def find_draft(work: Work, draft_id: ProposalId) -> Draft | None:
    """Return a draft, or None when there is none of that id, as after it was sent."""
    row = work.session.get(DraftRow, draft_id)
    return to_draft(row) if row else None


def find_by_link(work: Work, cycle_id: CycleId, link_hash: str) -> Draft | Proposal | None:
    """Return what a private link leads to, or None."""
    draft = work.session.scalars(
        select(DraftRow).where(DraftRow.link_hash == link_hash, DraftRow.cycle_id == cycle_id)
    ).first()
    if draft is not None:
        return to_draft(draft)
    sent = work.session.scalars(
        select(ProposalRow).where(ProposalRow.link_hash == link_hash, ProposalRow.cycle_id == cycle_id)
    ).first()
    return to_proposal(sent) if sent else None


def send_draft(work: Work, cycle: Cycle, draft_id: ProposalId, now: datetime) -> Proposal:
    """Make a draft a proposal and number it; sent again, return the same proposal.

    ``cycle`` has to be held by `load_cycle`, so that no two proposals take one number and none is skipped. Raises
    NotFoundError for an unknown draft and InvalidInputError while something is missing.
    """
    sent = work.session.get(ProposalRow, draft_id)
    if sent is not None:
        return to_proposal(sent)
    row = work.session.get(DraftRow, draft_id)
    if row is None or row.cycle_id != cycle.id:
        raise NotFoundError
    draft = to_draft(row)
    faults = check_text(draft.content, submission_rules(cycle), cycle)
    if faults:
        raise InvalidInputError(faults)
    proposal = _to_proposal(draft, next_number(work, cycle.id), now)
    kept = ProposalRow(id=proposal.id, link_hash=row.link_hash)
    write_proposal(kept, proposal)
    work.session.add(kept)
    work.session.delete(row)
    work.session.flush()
    return proposal


def next_number(work: Work, cycle_id: CycleId) -> int:
    """Return the number after the highest given. Only while the cycle is held by `load_cycle`."""
    highest = work.session.scalar(
        select(func.max(ProposalRow.number)).where(ProposalRow.cycle_id == cycle_id)
    )
    return (highest or 0) + 1


def drop_draft(work: Work, draft: Draft) -> None:
    """Forget a draft with its attachments; gone already, nothing happens."""
    work.session.execute(delete(DraftRow).where(DraftRow.id == draft.id))
    for row in (ProposalPhotoRow, ProposalDocumentRow):
        work.session.execute(delete(row).where(row.proposal_id == draft.id))


def purge_drafts(work: Work, before: datetime) -> int:
    """Forget the drafts nobody has touched since ``before`` and return how many they were."""
    stale = work.session.scalars(select(DraftRow.id).where(DraftRow.changed_at < before)).all()
    work.session.execute(delete(DraftRow).where(DraftRow.id.in_(stale)))
    return len(stale)


def _to_proposal(draft: Draft, number: int, now: datetime) -> Proposal:
    empty = LocalizedText()
    return Proposal(
        id=draft.id,
        cycle=draft.cycle,
        number=number,
        title=empty,
        text=empty,
        why=empty,
        area=AreaId(""),
        proposer="",
        contact="",
        language=draft.language,
        sent_at=now,
        changed_at=now,
    ).rewrite(draft.content)
