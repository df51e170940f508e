"""Keeps the key of each cycle's roll, sealed under the server's secret, until it is destroyed."""

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from pb.kernel.ids import CycleId
from pb.storage.sealed import open_sealed, seal_under
from pb.storage.unit_of_work import Work
from voting.core.roll_key import RollKey, draw_roll_key
from voting.storage.roll_tables import RollKeyRow

PURPOSE = "roll-key"


def find_roll_key(work: Work, secret: bytes, cycle_id: CycleId) -> RollKey | None:
    """Return the cycle's key, or None before a roll was taken in and after the erasure. Raises NotOurSealError."""
    sealed = work.session.scalars(select(RollKeyRow.sealed).where(RollKeyRow.cycle_id == cycle_id)).first()
    return None if sealed is None else RollKey(open_sealed(secret, PURPOSE, cycle_id, sealed))


def ensure_roll_key(work: Work, secret: bytes, cycle_id: CycleId) -> RollKey:
    """Return the cycle's key and make it the first time; of two that make one at once, one key stays."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    sealed = seal_under(secret, PURPOSE, cycle_id, draw_roll_key().octets)
    work.connection.execute(
        make(RollKeyRow).values(cycle_id=cycle_id, sealed=sealed).on_conflict_do_nothing()
    )
    key = find_roll_key(work, secret, cycle_id)
    if key is None:
        raise LookupError(cycle_id)
    return key


def destroy_roll_key(work: Work, cycle_id: CycleId) -> bool:
    """Delete the key, so that no hash can be matched with a person again. Whether there was one."""
    gone = work.session.scalars(
        delete(RollKeyRow).where(RollKeyRow.cycle_id == cycle_id).returning(RollKeyRow.cycle_id)
    )
    return gone.first() is not None
