"""Assignments: which unit and official answer a proposal until when, for many proposals at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from pb.kernel.ids import AccountId, CycleId, ProposalId
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal
from proposals.core.workbench import Assignment
from proposals.storage.proposals import assign_unit
from proposals.storage.tables import ProposalRow
from proposals.storage.workbench_tables import AssignmentRow


def assign(
    work: Work, proposal: Proposal, unit: str, officer: tuple[AccountId, str], due: datetime | None
) -> Assignment:
    """Give a unit its part in the answer; the first unit leads. Given already, officer and day are put in place."""
    row = work.session.get(AssignmentRow, (proposal.id, unit))
    if row is None:
        row = AssignmentRow(proposal_id=proposal.id, unit=unit)
        work.session.add(row)
    row.officer, row.officer_name = officer
    row.due = due
    if not work.session.get_one(ProposalRow, proposal.id).unit:
        assign_unit(work, proposal, unit)
    work.session.flush()
    return _to_assignment(row)


def lead(work: Work, proposal: Proposal, unit: str) -> None:
    """Let another unit lead; it keeps what was assigned to it."""
    if proposal.unit != unit:
        assign_unit(work, proposal, unit)


def release_unit(work: Work, proposal: Proposal, unit: str) -> None:
    """Take a unit's part away. Without its leading unit, a proposal is led by the first of the others, or by none."""
    work.session.execute(
        delete(AssignmentRow).where(AssignmentRow.proposal_id == proposal.id, AssignmentRow.unit == unit)
    )
    if proposal.unit == unit:
        others = list_assignments(work, [proposal.id])[proposal.id]
        assign_unit(work, proposal, others[0].unit if others else "")


def list_assignments(
    work: Work, proposal_ids: Collection[ProposalId]
) -> Mapping[ProposalId, tuple[Assignment, ...]]:
    """Return the assignments of each proposal, by unit, in one query."""
    rows = work.session.scalars(
        select(AssignmentRow).where(AssignmentRow.proposal_id.in_(proposal_ids)).order_by(AssignmentRow.unit)
    )
    return _gather(proposal_ids, [_to_assignment(row) for row in rows])


def list_round(work: Work, cycle_id: CycleId) -> Mapping[ProposalId, tuple[Assignment, ...]]:
    """Return the assignments of all proposals of a round that have any."""
    rows = work.session.scalars(
        select(AssignmentRow)
        .join(ProposalRow, ProposalRow.id == AssignmentRow.proposal_id)
        .where(ProposalRow.cycle_id == cycle_id)
        .order_by(AssignmentRow.unit)
    )
    found = [_to_assignment(row) for row in rows]
    return _gather({one.proposal for one in found}, found)


def _gather(
    proposal_ids: Collection[ProposalId], found: Sequence[Assignment]
) -> dict[ProposalId, tuple[Assignment, ...]]:
    gathered: dict[ProposalId, tuple[Assignment, ...]] = dict.fromkeys(proposal_ids, ())
    for one in found:
        gathered[one.proposal] += (one,)
    return gathered


def _to_assignment(row: AssignmentRow) -> Assignment:
    return Assignment(
        ProposalId(row.proposal_id), row.unit, AccountId(row.officer), row.officer_name, row.due
    )
