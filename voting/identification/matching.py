"""From an identity to an entry of the roll, by the keyed hash of the identity code; the code itself goes nowhere."""

from pb.engine.declaration import CycleDeclaration
from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.eligibility import Resident
from voting.core.identification.identity import Identity
from voting.core.refusal import Refusal
from voting.storage.electoral_roll import hash_reference
from voting.storage.roll_lookup import find_reference


def find_identified(work: Work, secret: bytes, cycle_id: CycleId, identity: Identity) -> Resident | None:
    """Return the entry of whoever is identified, or None."""
    return find_reference(work, cycle_id, hash_reference(secret, cycle_id, identity.code))


def judge_stranger(declaration: CycleDeclaration, identity: Identity) -> Refusal:
    """Return why somebody is not on the roll, as far as the identification tells."""
    return Refusal.NOT_ON_ROLL
