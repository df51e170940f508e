"""The electoral roll: who may vote in a cycle, and who was taken off or never was entitled.

What the city calls a resident, and the personal identity code, are kept only as keyed hashes; names, addresses and
dates of birth are never taken in.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from pb.kernel.ids import AreaId, CycleId, ResidentId
from pb.storage.unit_of_work import Work
from voting.core.eligibility import AgeBand, Resident, Standing
from voting.core.roll_difference import RollEntry
from voting.storage.roll_tables import RollRow, VotingCodeRow

AT_ONCE = 500
"""How many ids one statement names."""


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """A resident found by the look-up part of a code, and the hash that the secret part must fit."""

    resident: Resident
    code_hash: str


def add_residents(work: Work, cycle_id: CycleId, entries: Iterable[RollEntry]) -> tuple[ResidentId, ...]:
    """Add entries under new random keys, and return the keys. Raises IntegrityError when one stands already."""
    rows = [
        {"resident_id": secrets.token_hex(16), "cycle_id": cycle_id, **_to_columns(entry)}
        for entry in entries
    ]
    if rows:
        work.connection.execute(insert(RollRow), rows)
    return tuple(ResidentId(str(row["resident_id"])) for row in rows)


def change_resident(work: Work, resident: ResidentId, entry: RollEntry) -> None:
    """Make an entry into another one, under the key it has."""
    work.session.execute(
        update(RollRow).where(RollRow.resident_id == resident).values(**_to_columns(entry)),
        execution_options={"synchronize_session": False},
    )


def remove_residents(work: Work, residents: Sequence[ResidentId]) -> None:
    """Take entries off the roll together with their codes. Only before voting opens."""
    for start in range(0, len(residents), AT_ONCE):
        some = residents[start : start + AT_ONCE]
        work.connection.execute(delete(VotingCodeRow).where(VotingCodeRow.resident_id.in_(some)))
        work.connection.execute(delete(RollRow).where(RollRow.resident_id.in_(some)))


def read_roll(work: Work, cycle_id: CycleId) -> Mapping[ResidentId, RollEntry]:
    """Return every entry by its key."""
    rows = work.connection.execute(select(RollRow.__table__).where(RollRow.cycle_id == cycle_id))
    return {ResidentId(row.resident_id): _to_entry(row) for row in rows}


def read_entry(work: Work, resident: ResidentId) -> RollEntry | None:
    """Return one entry by its key, or None."""
    row = work.connection.execute(select(RollRow.__table__).where(RollRow.resident_id == resident)).first()
    return _to_entry(row) if row is not None else None


def find_entry(
    work: Work, cycle_id: CycleId, identity: str | None, reference: str
) -> tuple[ResidentId, RollEntry] | None:
    """Return the entry with a hashed identity code, else the one with a hashed reference, or None."""
    mine = select(RollRow.__table__).where(RollRow.cycle_id == cycle_id)
    row = None
    if identity is not None:
        row = work.connection.execute(mine.where(RollRow.identity == identity)).first()
    if row is None:
        row = work.connection.execute(mine.where(RollRow.reference == reference)).first()
    return (ResidentId(row.resident_id), _to_entry(row)) if row is not None else None


def find_resident(work: Work, cycle_id: CycleId, resident_id: ResidentId) -> Resident | None:
    """Return an entry of this cycle's roll, or None."""
    row = work.session.get(RollRow, resident_id)
    return _to_resident(row) if row is not None and row.cycle_id == cycle_id else None


def find_by_reference(work: Work, cycle_id: CycleId, hashed: str) -> Resident | None:
    """Return who has a reference, by its hash under the cycle's key; None when nobody has."""
    query = select(RollRow).where(RollRow.cycle_id == cycle_id, RollRow.reference == hashed)
    row = work.session.scalars(query).one_or_none()
    return _to_resident(row) if row else None


def find_by_identity(work: Work, cycle_id: CycleId, hashed: str) -> Resident | None:
    """Return who has a personal identity code, by its hash under the cycle's key; None when nobody has."""
    query = select(RollRow).where(RollRow.cycle_id == cycle_id, RollRow.identity == hashed)
    row = work.session.scalars(query).one_or_none()
    return _to_resident(row) if row else None


def find_code_holder(work: Work, cycle_id: CycleId, lookup: str) -> CodeHolder | None:
    """Return the resident a code's look-up part belongs to, or None."""
    query = (
        select(RollRow, VotingCodeRow.secret_hash)
        .join(VotingCodeRow, VotingCodeRow.resident_id == RollRow.resident_id)
        .where(VotingCodeRow.cycle_id == cycle_id, VotingCodeRow.lookup == lookup)
    )
    found = work.session.execute(query).one_or_none()
    return CodeHolder(_to_resident(found[0]), found[1]) if found else None


def count_residents(work: Work, cycle_id: CycleId) -> Mapping[AreaId | None, int]:
    """Return how many on the roll are entitled to vote, by area."""
    query = (
        select(RollRow.area, func.count())
        .where(RollRow.cycle_id == cycle_id, RollRow.standing == Standing.ENTITLED)
        .group_by(RollRow.area)
    )
    return {AreaId(area) if area is not None else None: count for area, count in work.session.execute(query)}


def count_standings(work: Work, cycle_id: CycleId) -> Mapping[Standing, int]:
    """Return how many stand on the roll, by whether they may vote."""
    query = (
        select(RollRow.standing, func.count()).where(RollRow.cycle_id == cycle_id).group_by(RollRow.standing)
    )
    return {Standing(standing): count for standing, count in work.session.execute(query)}


def clear_roll(work: Work, cycle_id: CycleId) -> int:
    """Take every entry and every code off the roll and return how many entries there were. Only before voting opens."""
    work.connection.execute(delete(VotingCodeRow).where(VotingCodeRow.cycle_id == cycle_id))
    return work.connection.execute(delete(RollRow).where(RollRow.cycle_id == cycle_id)).rowcount


def _to_resident(row: RollRow) -> Resident:
    """Return a row as the rest of the system knows a resident."""
    area = AreaId(row.area) if row.area is not None else None
    return Resident(ResidentId(row.resident_id), area, Standing(row.standing))


def _to_entry(row: Row[Any]) -> RollEntry:
    return RollEntry(
        reference=row.reference,
        area=AreaId(row.area) if row.area is not None else None,
        identity=row.identity,
        standing=Standing(row.standing),
        age_band=AgeBand(row.age_band) if row.age_band is not None else None,
        is_shielded=row.is_shielded,
    )


def _to_columns(entry: RollEntry) -> dict[str, str | bool | None]:
    return {
        "reference": entry.reference,
        "identity": entry.identity,
        "area": entry.area,
        "standing": entry.standing.value,
        "age_band": entry.age_band.value if entry.age_band else None,
        "is_shielded": entry.is_shielded,
    }
