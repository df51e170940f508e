"""The electoral roll: who may vote in a cycle.

What the city calls a resident is kept only as a keyed hash, enough to notice a second entry for one person; names and
addresses are never taken in. A code is kept only as its look-up part and a slow hash of its secret part.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from pb.kernel.ids import AreaId, CycleId, ResidentId
from pb.storage.unit_of_work import Work
from voting.core.eligibility import Resident
from voting.storage.tables import RollRow


@dataclass(frozen=True, slots=True)
class RollEntry:
    """What a new entry keeps. `reference` is already hashed by `hash_reference`."""

    reference: str
    area: AreaId | None
    code_lookup: str
    code_hash: str


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """A resident found by the look-up part of a code, and the hash that the secret part must fit."""

    resident: Resident
    code_hash: str


def hash_reference(secret: bytes, cycle_id: CycleId, reference: str) -> str:
    """Return the keyed hash that stands for a reference in one cycle; other cycles' hashes can't be matched with it."""
    return hmac.new(secret, f"roll-reference\0{cycle_id}\0{reference}".encode(), hashlib.sha256).hexdigest()


def add_residents(work: Work, cycle_id: CycleId, entries: Sequence[RollEntry]) -> None:
    """Add entries under new random keys. Raises IntegrityError when a reference or a look-up part stands already."""
    if not entries:
        return
    work.session.execute(
        insert(RollRow),
        [
            {
                "resident_id": secrets.token_hex(16),
                "cycle_id": cycle_id,
                "reference": entry.reference,
                "area": entry.area,
                "code_lookup": entry.code_lookup,
                "code_hash": entry.code_hash,
            }
            for entry in entries
        ],
    )


def find_code_holder(work: Work, cycle_id: CycleId, lookup: str) -> CodeHolder | None:
    """Return the resident a code's look-up part belongs to, or None."""
    row = work.session.scalars(
        select(RollRow).where(RollRow.cycle_id == cycle_id, RollRow.code_lookup == lookup)
    ).one_or_none()
    return CodeHolder(_to_resident(row), row.code_hash) if row else None


def find_resident(work: Work, cycle_id: CycleId, resident_id: ResidentId) -> Resident | None:
    """Return an entry of this cycle's roll, or None."""
    row = work.session.get(RollRow, resident_id)
    return _to_resident(row) if row is not None and row.cycle_id == cycle_id else None


def count_residents(work: Work, cycle_id: CycleId) -> Mapping[AreaId | None, int]:
    """Return how many residents stand on the roll, by area."""
    query = select(RollRow.area, func.count()).where(RollRow.cycle_id == cycle_id).group_by(RollRow.area)
    return {AreaId(area) if area is not None else None: count for area, count in work.session.execute(query)}


def list_lookups(work: Work, cycle_id: CycleId) -> set[str]:
    """Return the look-up parts in use."""
    return set(work.session.scalars(select(RollRow.code_lookup).where(RollRow.cycle_id == cycle_id)))


def list_references(work: Work, cycle_id: CycleId) -> Collection[str]:
    """Return the hashed references that stand on the roll."""
    return set(work.session.scalars(select(RollRow.reference).where(RollRow.cycle_id == cycle_id)))


def clear_roll(work: Work, cycle_id: CycleId) -> int:
    """Take every entry off the roll and return how many there were. Only before voting opens."""
    return len(
        work.session.scalars(
            delete(RollRow).where(RollRow.cycle_id == cycle_id).returning(RollRow.resident_id)
        ).all()
    )


def _to_resident(row: RollRow) -> Resident:
    return Resident(ResidentId(row.resident_id), AreaId(row.area) if row.area is not None else None)
