"""From an identity to an entry of the roll, by the keyed hash of the identity code; the code itself goes nowhere."""

from pb.engine.declaration import CycleDeclaration
from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.eligibility import Resident, Standing
from voting.core.identification.identity import Identity
from voting.core.identity_code import IdentityCodeError, read_identity_code
from voting.core.letter_code import read_lookup
from voting.core.refusal import Refusal
from voting.core.roll_key import RollKey
from voting.core.rules import VOTING, read_rules
from voting.core.voter_rules import count_years, judge_standing
from voting.roll_desk import FINLAND
from voting.storage.electoral_roll import find_by_identity, find_by_reference, find_code_holder
from voting.storage.roll_keys import find_roll_key

REASONS = {Standing.TOO_YOUNG: Refusal.TOO_YOUNG, Standing.ELSEWHERE: Refusal.ELSEWHERE}


def find_identified(work: Work, secret: bytes, cycle_id: CycleId, identity: Identity) -> Resident | None:
    """Return the entry of whoever is identified, or None."""
    key = find_roll_key(work, secret, cycle_id)
    return _find_person(work, cycle_id, key, identity.code) if key else None


def judge_stranger(declaration: CycleDeclaration, identity: Identity) -> Refusal:
    """Return why somebody is not on the roll, as far as the identification tells."""
    rules = read_rules(declaration).voters
    plan = declaration.plan(VOTING)
    years = None
    if plan is not None and identity.birthdate is not None:
        years = count_years(rules, identity.birthdate, plan.opens_at.astimezone(FINLAND).date())
    standing = judge_standing(rules, years, identity.municipality or rules.municipality or "")
    return REASONS.get(standing, Refusal.NOT_ON_ROLL)


def find_for_desk(work: Work, secret: bytes, cycle_id: CycleId, typed: str) -> Resident | None:
    """Return the entry an official looks for, by an identity code or by the look-up part of a voting code."""
    code = typed.strip().upper()
    key = find_roll_key(work, secret, cycle_id)
    found = _find_person(work, cycle_id, key, code) if key else None
    if found is not None:
        return found
    lookup = read_lookup(code)
    holder = find_code_holder(work, cycle_id, lookup) if lookup else None
    return holder.resident if holder else None


def _find_person(work: Work, cycle_id: CycleId, key: RollKey, text: str) -> Resident | None:
    """Look among the identity codes, and then among the references: a city may call its residents by their codes."""
    try:
        hashed = key.hash_identity(read_identity_code(text))
    except IdentityCodeError:
        pass
    else:
        found = find_by_identity(work, cycle_id, hashed)
        if found is not None:
            return found
    return find_by_reference(work, cycle_id, key.hash_reference(text))
