"""The letter codes: a part to find the resident by, and only a slow hash of the part that is the secret."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from pb.kernel.ids import CycleId, ResidentId
from pb.storage.unit_of_work import Work
from voting.core.eligibility import Standing
from voting.storage.electoral_roll import AT_ONCE
from voting.storage.roll_tables import RollRow, VoidCodeRow, VotingCodeRow


@dataclass(frozen=True, slots=True)
class KeptCode:
    """What is kept of a resident's code."""

    resident: ResidentId
    lookup: str
    secret_hash: str


def replace_codes(work: Work, cycle_id: CycleId, codes: Sequence[KeptCode]) -> None:
    """Give each resident this code; an earlier one of theirs is void from here on."""
    residents = [code.resident for code in codes]
    for start in range(0, len(residents), AT_ONCE):
        earlier = VotingCodeRow.resident_id.in_(residents[start : start + AT_ONCE])
        kept = select(VotingCodeRow.cycle_id, VotingCodeRow.lookup, VotingCodeRow.secret_hash).where(earlier)
        work.connection.execute(insert(VoidCodeRow).from_select(["cycle_id", "lookup", "secret_hash"], kept))
        work.connection.execute(delete(VotingCodeRow).where(earlier))
    if codes:
        work.connection.execute(
            insert(VotingCodeRow),
            [
                {
                    "resident_id": code.resident,
                    "cycle_id": cycle_id,
                    "lookup": code.lookup,
                    "secret_hash": code.secret_hash,
                }
                for code in codes
            ],
        )


def list_lookups(work: Work, cycle_id: CycleId) -> set[str]:
    """Return the look-up parts in use, those of replaced codes among them."""
    tables = (VotingCodeRow, VoidCodeRow)
    return {
        lookup
        for table in tables
        for lookup in work.session.scalars(select(table.lookup).where(table.cycle_id == cycle_id))
    }


def find_void_hash(work: Work, cycle_id: CycleId, lookup: str) -> str | None:
    """Return the hash that the secret part of a replaced code must fit, or None when no such code was replaced."""
    row = work.session.get(VoidCodeRow, (cycle_id, lookup))
    return row.secret_hash if row else None


def erase_codes(work: Work, cycle_id: CycleId) -> int:
    """Erase the codes of a cycle, replaced ones too, and return how many could still be used."""
    work.connection.execute(delete(VoidCodeRow).where(VoidCodeRow.cycle_id == cycle_id))
    return work.connection.execute(delete(VotingCodeRow).where(VotingCodeRow.cycle_id == cycle_id)).rowcount


def list_with_code(work: Work, cycle_id: CycleId) -> Collection[ResidentId]:
    """Return who has a code."""
    query = select(VotingCodeRow.resident_id).where(VotingCodeRow.cycle_id == cycle_id)
    return {ResidentId(resident) for resident in work.session.scalars(query)}


def count_without_code(work: Work, cycle_id: CycleId) -> int:
    """Return how many entitled residents have no code yet."""
    query = (
        select(func.count())
        .select_from(RollRow)
        .outerjoin(VotingCodeRow, VotingCodeRow.resident_id == RollRow.resident_id)
        .where(
            RollRow.cycle_id == cycle_id,
            RollRow.standing == Standing.ENTITLED,
            VotingCodeRow.resident_id.is_(None),
        )
    )
    return work.session.scalars(query).one()
