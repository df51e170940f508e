"""Proposals of which only one can be carried out. The pair stands once, whichever page it was written on."""

from sqlalchemy import delete, or_, select

from pb.kernel.errors import InvalidInputError
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal
from proposals.core.workbench import Exclusion
from proposals.storage.tables import ProposalRow
from proposals.storage.workbench_tables import ExclusionRow


def exclude(work: Work, one: Proposal, other: Proposal, why: str) -> None:
    """Write down that two proposals exclude each other, or another reason why they do."""
    if one.id == other.id or one.cycle != other.cycle:
        raise InvalidInputError({"other": Message("Write the number of another proposal of this round.")})
    first, second = sorted((one.id, other.id))
    row = work.session.get(ExclusionRow, (first, second))
    if row is None:
        work.session.add(ExclusionRow(first=first, second=second, why=why))
    else:
        row.why = why
    work.session.flush()


def include(work: Work, one: Proposal, other: Proposal) -> None:
    """Take it back; where nothing was written, nothing happens."""
    first, second = sorted((one.id, other.id))
    work.session.execute(
        delete(ExclusionRow).where(ExclusionRow.first == first, ExclusionRow.second == second)
    )


def list_exclusions(work: Work, proposal: Proposal) -> tuple[Exclusion, ...]:
    """Return what can't be carried out together with a proposal, in the order of the numbers."""
    rows = work.session.execute(
        select(ProposalRow.number, ExclusionRow.why)
        .join(ExclusionRow, or_(ExclusionRow.first == ProposalRow.id, ExclusionRow.second == ProposalRow.id))
        .where(
            or_(ExclusionRow.first == proposal.id, ExclusionRow.second == proposal.id),
            ProposalRow.id != proposal.id,
        )
        .order_by(ProposalRow.number)
    )
    return tuple(Exclusion(row.number, row.why) for row in rows)
