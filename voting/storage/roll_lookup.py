"""Finding one entry of the roll by what an official or a provider knows of a resident."""

from sqlalchemy import select

from pb.kernel.ids import CycleId, ResidentId
from pb.storage.unit_of_work import Work
from voting.core.eligibility import Resident
from voting.storage.electoral_roll import find_resident
from voting.storage.tables import RollRow


def find_reference(work: Work, cycle_id: CycleId, reference: str) -> Resident | None:
    """Return the entry with a hashed reference, or None."""
    key = work.session.scalars(
        select(RollRow.resident_id).where(RollRow.cycle_id == cycle_id, RollRow.reference == reference)
    ).one_or_none()
    return find_resident(work, cycle_id, ResidentId(key)) if key is not None else None
