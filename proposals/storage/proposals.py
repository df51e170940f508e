"""Sent proposals: finding, changing, withdrawing, hiding. None is ever deleted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.history import public_text
from proposals.core.proposal import Proposal, ProposalStatus, ProposalText
from proposals.storage.rows import to_proposal, write_proposal
from proposals.storage.tables import ProposalRow
from proposals.storage.versions import OutdatedProposalError, count_versions, keep_version


def find_proposal(work: Work, cycle_id: CycleId, number: int) -> Proposal:
    """Return a proposal by the number people know. Raises NotFoundError."""
    row = work.session.scalars(
        select(ProposalRow).where(ProposalRow.cycle_id == cycle_id, ProposalRow.number == number)
    ).first()
    if row is None:
        raise NotFoundError
    return to_proposal(row)


def find_sent(work: Work, proposal_id: ProposalId) -> Proposal | None:
    """Return a proposal by its id, or None when it is unknown or still a draft."""
    row = work.session.get(ProposalRow, proposal_id)
    return to_proposal(row) if row else None


def list_proposals(work: Work, cycle_id: CycleId) -> tuple[Proposal, ...]:
    """Return every proposal of a cycle, withdrawn and hidden ones too, in the order of their numbers."""
    rows = work.session.scalars(
        select(ProposalRow).where(ProposalRow.cycle_id == cycle_id).order_by(ProposalRow.number)
    )
    return tuple(to_proposal(row) for row in rows)


def list_newest(work: Work, cycle_id: CycleId, most: int) -> tuple[Proposal, ...]:
    """Return the newest proposals of a cycle that stand, at most so many, the newest first."""
    rows = work.session.scalars(
        select(ProposalRow)
        .where(ProposalRow.cycle_id == cycle_id, ProposalRow.status == ProposalStatus.SENT.value)
        .order_by(ProposalRow.sent_at.desc(), ProposalRow.number.desc())
        .limit(most)
    )
    return tuple(to_proposal(row) for row in rows)


def count_proposals(work: Work, cycle_id: CycleId) -> Mapping[ProposalStatus, int]:
    """Return how many proposals of a cycle have each status."""
    counted = work.session.execute(
        select(ProposalRow.status, func.count())
        .where(ProposalRow.cycle_id == cycle_id)
        .group_by(ProposalRow.status)
    )
    return {status: 0 for status in ProposalStatus} | {
        ProposalStatus(status): count for status, count in counted
    }


def change_text(work: Work, proposal: Proposal, content: ProposalText, seen: int, now: datetime) -> Proposal:
    """Put new text in place of version ``seen``, which stays in the history; the same text changes nothing.

    The cycle has to be held by `load_cycle`. Raises OutdatedProposalError when somebody else was first, ConflictError
    when the proposal no longer stands.
    """
    _require_standing(proposal)
    changed = proposal.rewrite(content)
    if public_text(changed) == public_text(proposal):
        return _keep(work, changed)
    newest = count_versions(work, proposal)
    if seen != newest:
        raise OutdatedProposalError(proposal, newest)
    return _keep(work, replace(changed, changed_at=now))


def withdraw_proposal(work: Work, proposal: Proposal, now: datetime) -> Proposal:
    """Take a proposal back for its author. Withdrawn already, it stays so. Raises ConflictError when it may not.

    It may not when it is hidden or merged, or when others were merged into it: they would be lost with it.
    """
    if proposal.status is ProposalStatus.WITHDRAWN:
        return proposal
    _require_standing(proposal)
    if _carries_others(work, proposal):
        raise ConflictError(
            Message(
                "Other people's proposals were merged into this one. Ask the city to undo the merge first."
            )
        )
    return _keep(work, replace(proposal, status=ProposalStatus.WITHDRAWN, removed_at=now))


def hide_proposal(work: Work, proposal: Proposal, reason: LocalizedText, now: datetime) -> Proposal:
    """Take a proposal's text out of sight, with a reason for the public. Raises ConflictError if it no longer stands."""
    _require_standing(proposal)
    return _keep(work, replace(proposal, status=ProposalStatus.HIDDEN, removal_reason=reason, removed_at=now))


def show_proposal(work: Work, proposal: Proposal) -> Proposal:
    """Bring a hidden proposal back into sight. Raises ConflictError when it isn't hidden."""
    if proposal.status is not ProposalStatus.HIDDEN:
        raise ConflictError(Message("This proposal is not hidden."))
    return _keep(
        work,
        replace(proposal, status=ProposalStatus.SENT, removal_reason=LocalizedText(), removed_at=None),
    )


def merge_proposal(work: Work, proposal: Proposal, into: Proposal, now: datetime) -> Proposal:
    """Let a proposal go on as part of another one; its own text stays. Raises ConflictError if either doesn't stand."""
    _require_standing(proposal)
    _require_standing(into)
    return _keep(
        work, replace(proposal, status=ProposalStatus.MERGED, merged_into=into.number, removed_at=now)
    )


def part_proposal(work: Work, proposal: Proposal) -> Proposal:
    """Let a merged proposal stand on its own again. Raises ConflictError when it isn't merged."""
    if proposal.status is not ProposalStatus.MERGED:
        raise ConflictError(Message("This proposal is not merged."))
    return _keep(work, replace(proposal, status=ProposalStatus.SENT, merged_into=None, removed_at=None))


def reword_proposal(
    work: Work,
    proposal: Proposal,
    title: LocalizedText,
    text: LocalizedText,
    why: LocalizedText,
    now: datetime,
) -> Proposal:
    """Put the words of a merge or a split in place of a proposal's own. Raises ConflictError if it doesn't stand."""
    _require_standing(proposal)
    return _keep(work, replace(proposal, title=title, text=text, why=why, changed_at=now))


def split_off(work: Work, proposal: Proposal, part: Proposal, link_hash: str) -> Proposal:
    """Keep ``part`` as a new proposal that was split from ``proposal``, with a private link of its own."""
    kept = replace(part, split_from=proposal.number)
    row = ProposalRow(id=kept.id, link_hash=link_hash)
    write_proposal(row, kept)
    work.session.add(row)
    work.session.flush()
    return kept


def assign_unit(work: Work, proposal: Proposal, unit: str) -> Proposal:
    """Let one of the city's units answer a proposal."""
    return _keep(work, replace(proposal, unit=unit))


def _require_standing(proposal: Proposal) -> None:
    if proposal.status is ProposalStatus.WITHDRAWN:
        raise ConflictError(Message("This proposal has been withdrawn."))
    if proposal.status is ProposalStatus.HIDDEN:
        raise ConflictError(Message("This proposal has been hidden."))
    if proposal.status is ProposalStatus.MERGED:
        raise ConflictError(Message("This proposal has been merged with another one."))


def _carries_others(work: Work, proposal: Proposal) -> bool:
    others = select(ProposalRow.id).where(
        ProposalRow.cycle_id == proposal.cycle, ProposalRow.merged_into == proposal.number
    )
    return work.session.scalars(others.limit(1)).first() is not None


def _keep(work: Work, proposal: Proposal) -> Proposal:
    row = work.session.get_one(ProposalRow, proposal.id)
    keep_version(work, to_proposal(row), proposal)
    write_proposal(row, proposal)
    work.session.flush()
    return proposal
