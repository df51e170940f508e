"""Finding merges and splits, and what was merged into what."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from proposals.core.lineage import list_family
from proposals.core.merge import Consent, Merge, MergeState, Party, Split, Wording
from proposals.core.proposal import Proposal
from proposals.storage.merge_tables import MergePartyRow, MergeRow, SplitRow
from proposals.storage.rows import to_proposal
from proposals.storage.tables import ProposalRow, ReviewRow

PAGE = 20


def find_merge(work: Work, cycle_id: CycleId, merge_id: str) -> Merge:
    """Return a merge of a cycle. Raises NotFoundError."""
    row = work.session.get(MergeRow, merge_id)
    if row is None or row.cycle_id != cycle_id:
        raise NotFoundError
    return _with_parties(work, [row])[0]


def list_merges(work: Work, cycle_id: CycleId, page: int = 1) -> tuple[tuple[Merge, ...], int, int]:
    """Return a page of a cycle's merges, those that wait first, then the newest; its number; the last page's."""
    total = work.session.scalar(select(func.count(MergeRow.id)).where(MergeRow.cycle_id == cycle_id)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = work.session.scalars(
        select(MergeRow)
        .where(MergeRow.cycle_id == cycle_id)
        .order_by(MergeRow.state != MergeState.ASKED.value, MergeRow.asked_at.desc(), MergeRow.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return _with_parties(work, rows), page, pages


def list_due_merges(work: Work, now: datetime) -> tuple[Merge, ...]:
    """Return the merges of every cycle whose authors' time is over."""
    rows = work.session.scalars(
        select(MergeRow)
        .where(MergeRow.state == MergeState.ASKED.value, MergeRow.due_at <= now)
        .order_by(MergeRow.due_at, MergeRow.id)
    ).all()
    return _with_parties(work, rows) if rows else ()


def list_merges_of(work: Work, cycle_id: CycleId, numbers: Collection[int]) -> tuple[Merge, ...]:
    """Return every merge that one of these proposals was ever in, the newest first."""
    ids = select(MergePartyRow.merge_id).where(MergePartyRow.number.in_(numbers))
    rows = work.session.scalars(
        select(MergeRow)
        .where(MergeRow.cycle_id == cycle_id, MergeRow.id.in_(ids))
        .order_by(MergeRow.asked_at.desc(), MergeRow.id)
    ).all()
    return _with_parties(work, rows) if rows else ()


def find_split(work: Work, cycle_id: CycleId, split_id: str) -> Split:
    """Return a split of a cycle. Raises NotFoundError."""
    row = work.session.get(SplitRow, split_id)
    if row is None or row.cycle_id != cycle_id:
        raise NotFoundError
    return _to_split(row)


def list_splits(work: Work, cycle_id: CycleId, numbers: Collection[int] | None = None) -> tuple[Split, ...]:
    """Return a cycle's splits, or those that one of ``numbers`` was in, the newest first."""
    query = select(SplitRow).where(SplitRow.cycle_id == cycle_id).order_by(SplitRow.at.desc(), SplitRow.id)
    if numbers is not None:
        query = query.where(or_(SplitRow.source.in_(numbers), SplitRow.part.in_(numbers)))
    return tuple(_to_split(row) for row in work.session.scalars(query))


def read_merged(work: Work, cycle_id: CycleId) -> Mapping[int, int]:
    """Return by the number of each merged proposal the number it was merged into."""
    rows = work.session.execute(
        select(ProposalRow.number, ProposalRow.merged_into).where(
            ProposalRow.cycle_id == cycle_id, ProposalRow.merged_into.is_not(None)
        )
    )
    return {number: into for number, into in rows if into is not None}


def list_family_of(work: Work, proposal: Proposal) -> tuple[Proposal, ...]:
    """Return a proposal and all that were merged into it, in the order of their numbers."""
    numbers = list_family(proposal.number, read_merged(work, proposal.cycle))
    return list_numbered(work, proposal.cycle, numbers)


def list_numbered(work: Work, cycle_id: CycleId, numbers: Collection[int]) -> tuple[Proposal, ...]:
    """Return the proposals of these numbers in their order; unknown numbers are left out."""
    rows = work.session.scalars(
        select(ProposalRow)
        .where(ProposalRow.cycle_id == cycle_id, ProposalRow.number.in_(numbers))
        .order_by(ProposalRow.number)
    )
    return tuple(to_proposal(row) for row in rows)


def list_answered(work: Work, proposals: Collection[Proposal]) -> frozenset[int]:
    """Return the numbers of those that the city has answered, released or not."""
    numbers = {proposal.id: proposal.number for proposal in proposals}
    found = work.session.scalars(
        select(ReviewRow.proposal_id).where(ReviewRow.proposal_id.in_(numbers)).distinct()
    )
    return frozenset(numbers[ProposalId(proposal_id)] for proposal_id in found)


def write_wording(wording: Wording) -> dict[str, JSON]:
    """Return a wording as it is kept."""
    plain = to_plain(wording)
    if not isinstance(plain, dict):
        raise TypeError("a wording is kept as an object")
    return plain


def _with_parties(work: Work, rows: Sequence[MergeRow]) -> tuple[Merge, ...]:
    parties: dict[str, list[Party]] = {row.id: [] for row in rows}
    found = work.session.scalars(
        select(MergePartyRow).where(MergePartyRow.merge_id.in_(parties)).order_by(MergePartyRow.number)
    )
    for one in found:
        parties[one.merge_id].append(
            Party(one.number, Consent(one.consent), one.answered_at, from_plain(one.before, Wording))
        )
    return tuple(
        Merge(
            id=row.id,
            cycle=CycleId(row.cycle_id),
            into=row.into_number,
            parties=tuple(parties[row.id]),
            wording=from_plain(row.wording, Wording),
            state=MergeState(row.state),
            asked_at=row.asked_at,
            due_at=row.due_at,
            settled_at=row.settled_at,
            later=from_plain(row.later, Wording) if row.later else None,
        )
        for row in rows
    )


def _to_split(row: SplitRow) -> Split:
    return Split(
        id=row.id,
        cycle=CycleId(row.cycle_id),
        source=row.source,
        part=row.part,
        before=from_plain(row.before, Wording),
        at=row.at,
        undone_at=row.undone_at,
        later=from_plain(row.later, Wording) if row.later else None,
    )
