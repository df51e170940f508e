"""From an identity to an entry of the roll, by keyed hashes under the cycle's own key; the code itself goes nowhere."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pb.engine.declaration import CycleDeclaration
from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.eligibility import Resident, Standing
from voting.core.identification.identity import Identity
from voting.core.identity_code import IdentityCodeError, read_identity_code
from voting.core.letter_code import read_lookup
from voting.core.refusal import Refusal
from voting.core.rules import VOTING, read_rules
from voting.core.voter_rules import count_years, judge_standing
from voting.storage.electoral_roll import find_by_identity, find_by_reference, find_code_holder
from voting.storage.roll_keys import find_roll_key


def find_identified(work: Work, secret: bytes, cycle_id: CycleId, typed: str) -> Resident | None:
    """Return who has a personal identity code, or None; a text that is no such code is nobody's."""
    key = find_roll_key(work, secret, cycle_id)
    if key is None:
        return None
    try:
        code = read_identity_code(typed)
    except IdentityCodeError:
        return None
    return find_by_identity(work, cycle_id, key.hash_identity(code))


def judge_stranger(declaration: CycleDeclaration, identity: Identity, zone: ZoneInfo) -> Refusal:
    """Return why somebody is not on the roll, as far as the identification and the voting rules tell."""
    rules = read_rules(declaration).voters
    plan = declaration.plan(VOTING)
    if plan is None:
        return Refusal.NOT_ON_ROLL
    born = identity.birthdate or _read_birth(identity.code)
    years = count_years(rules, born, _day_of(plan.opens_at, zone)) if born else None
    municipality = identity.municipality or rules.municipality or ""
    standing = judge_standing(rules, years, municipality)
    return Refusal.NOT_ON_ROLL if standing is Standing.ENTITLED else Refusal(standing.value)


def find_for_desk(work: Work, secret: bytes, cycle_id: CycleId, typed: str) -> Resident | None:
    """Return the entry an official looks for: by identity code, the town's reference, or the look-up part of a code."""
    found = find_identified(work, secret, cycle_id, typed)
    key = find_roll_key(work, secret, cycle_id)
    if found is None and key is not None:
        found = find_by_reference(work, cycle_id, key.hash_reference(typed.strip()))
    if found is not None:
        return found
    lookup = read_lookup(typed)
    holder = find_code_holder(work, cycle_id, lookup) if lookup else None
    return holder.resident if holder else None


def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _read_birth(code: str) -> date | None:
    try:
        return read_identity_code(code).born
    except IdentityCodeError:
        return None
