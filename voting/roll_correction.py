"""Correcting the roll while voting is open: one official asks, another agrees, and only then it is done.

What they agree on is named by its digest. A resident who is taken off and has voted over the web loses that ballot: a
cancel entry with the reason stands on the board from the same transaction. A paper ballot lies unmarked among the others
and can't be taken out, so whoever voted on paper isn't taken off.
"""

import secrets
from dataclasses import dataclass, replace

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from pb.engine.acts import Act, ActName, Actor
from pb.engine.approval import Approval, give_consent, refuse_consent
from pb.engine.cycle import Cycle
from pb.kernel.canonical import digest
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.ids import AreaId, CycleId, ResidentId, StageKey
from pb.kernel.message import Message
from pb.kernel.plain import to_plain
from pb.storage.unit_of_work import Work
from voting.core.channel import Channel
from voting.core.eligibility import Standing
from voting.core.identity_code import IdentityCodeError, read_identity_code
from voting.core.roll_correction import CorrectionKind, RollCorrection
from voting.core.roll_difference import RollEntry
from voting.core.rules import VOTING
from voting.roll_desk import RollDesk, require_vote
from voting.roll_import import make_terms
from voting.storage.ballot_box import find_mark
from voting.storage.board import cancel_ballots
from voting.storage.electoral_roll import add_residents, change_resident, find_entry, read_entry
from voting.storage.roll_corrections import (
    drop_correction,
    find_correction,
    keep_correction,
    list_corrections,
)
from voting.storage.roll_keys import ensure_roll_key
from voting.storage.tables import ParticipationRow

ASKED = "ask-roll-correction"
CORRECTED = "correct-roll"
GIVEN_UP = "drop-roll-correction"
REASON = "roll"
"""What the cancel entry on the board says."""


@dataclass(frozen=True, slots=True)
class PendingCorrection:
    """A correction that waits, and who asked for it when."""

    correction: RollCorrection
    approval: Approval


def ask_correction(
    desk: RollDesk,
    cycle_id: CycleId,
    kind: CorrectionKind,
    person: str,
    area: AreaId | None,
    grounds: str,
    actor: Actor,
) -> RollCorrection:
    """Keep a correction for a second person to agree to. ``person`` is a reference or a personal identity code.

    Raises NotNowError while voting isn't open, NotFoundError when somebody to be taken off isn't on the roll.
    """
    with desk.database.write() as work:
        cycle = work.load_cycle(cycle_id)
        _require_open(cycle)
        if kind is CorrectionKind.ENTITLE and area is None and make_terms(cycle, desk).needs_area:
            raise NotNowError(Message("The area is missing."))
        resident, before, entry = _find(work, desk, cycle_id, person)
        if kind is CorrectionKind.REMOVE:
            if before is None:
                raise NotFoundError(Message("This resident is not on the roll."))
            after = replace(before, standing=Standing.REMOVED)
        else:
            after = replace(before or entry, standing=Standing.ENTITLED, area=area)
        if before == after:
            raise NotNowError(Message("The roll says so already."))
        correction = RollCorrection(secrets.token_hex(8), kind, resident, before, after, grounds)
        keep_correction(work, cycle_id, correction)
        now = desk.clock.now()
        work.save_approval(
            Approval(secrets.token_hex(16), cycle_id, _act(correction.id), _digest(correction), actor, now)
        )
        desk.note(work, cycle_id, ASKED, actor, {"kind": kind.value, "grounds": grounds})
        work.commit()
    return correction


def approve_correction(desk: RollDesk, cycle_id: CycleId, correction_id: str, actor: Actor) -> RollCorrection:
    """Agree to a correction and do it, in one transaction. Raises NotNowError for the person who asked."""
    now = desk.clock.now()
    with desk.database.write() as work:
        _require_open(work.load_cycle(cycle_id))
        correction, approval = _find_pending(work, cycle_id, correction_id)
        refusals = refuse_consent(approval, actor, _digest(correction), now)
        if refusals:
            raise NotNowError(refusals[0])
        if correction.resident is not None and read_entry(work, correction.resident) != correction.before:
            raise ConflictError(Message("The entry has changed since this was asked for. Ask again."))
        cancels = _apply(work, desk, cycle_id, correction)
        work.save_approval(replace(give_consent(approval, actor, now), spent=True))
        drop_correction(work, cycle_id, correction_id)
        desk.note(
            work,
            cycle_id,
            CORRECTED,
            actor,
            {
                "kind": correction.kind.value,
                "grounds": correction.grounds,
                "asked_by": approval.requested_by.name,
                "ballot_cancelled": cancels,
            },
        )
        work.commit()
    return correction


def give_correction_up(desk: RollDesk, cycle_id: CycleId, correction_id: str, actor: Actor) -> None:
    """Drop a correction that waits; anybody who may ask or agree may."""
    with desk.database.write() as work:
        work.load_cycle(cycle_id)
        correction, approval = _find_pending(work, cycle_id, correction_id)
        work.save_approval(replace(approval, spent=True))
        drop_correction(work, cycle_id, correction_id)
        desk.note(work, cycle_id, GIVEN_UP, actor, {"kind": correction.kind.value})
        work.commit()


def list_pending(work: Work, cycle_id: CycleId) -> list[PendingCorrection]:
    """Return every correction that waits, the oldest first."""
    found = [
        PendingCorrection(correction, approval)
        for correction in list_corrections(work, cycle_id)
        if (approval := work.find_approval(cycle_id, _act(correction.id))) is not None
    ]
    return sorted(found, key=lambda pending: pending.approval.requested_at)


def _apply(work: Work, desk: RollDesk, cycle_id: CycleId, correction: RollCorrection) -> bool:
    """Do the correction and return whether it cancels a ballot."""
    if correction.resident is None:
        try:
            add_residents(work, cycle_id, [correction.after])
        except IntegrityError:
            raise ConflictError(
                Message("The entry has changed since this was asked for. Ask again.")
            ) from None
        return False
    mark = find_mark(work, cycle_id, correction.resident, is_held=True)
    if mark is not None and correction.kind is CorrectionKind.ENTITLE:
        raise NotNowError(Message("This resident has voted already. Their area can no longer change."))
    if mark is not None and mark.channel is Channel.PAPER:
        raise NotNowError(Message("This resident has voted on paper. That ballot can't be taken out."))
    change_resident(work, correction.resident, correction.after)
    if mark is None:
        return False
    work.connection.execute(
        delete(ParticipationRow).where(
            ParticipationRow.cycle_id == cycle_id, ParticipationRow.resident_id == correction.resident
        )
    )
    cancel_ballots(work, cycle_id, mark.tag, REASON, desk.clock.now())
    return True


def _find(
    work: Work, desk: RollDesk, cycle_id: CycleId, person: str
) -> tuple[ResidentId | None, RollEntry | None, RollEntry]:
    """Return who a reference or identity code is on the roll, and the entry that a new one begins with."""
    key = ensure_roll_key(work, desk.secret, cycle_id)
    try:
        identity: str | None = key.hash_identity(read_identity_code(person))
    except IdentityCodeError:
        identity = None
    reference = key.hash_reference(person.strip())
    found = find_entry(work, cycle_id, identity, reference)
    entry = RollEntry(identity or reference, None, identity)
    return (*found, entry) if found else (None, None, entry)


def _find_pending(work: Work, cycle_id: CycleId, correction_id: str) -> tuple[RollCorrection, Approval]:
    correction = find_correction(work, cycle_id, correction_id)
    approval = work.find_approval(cycle_id, _act(correction_id))
    if correction is None or approval is None:
        raise NotFoundError
    return correction, approval


def _act(correction_id: str) -> Act:
    return Act(StageKey(VOTING), ActName(f"{CORRECTED}-{correction_id}"))


def _digest(correction: RollCorrection) -> str:
    return digest(to_plain(correction))


def _require_open(cycle: Cycle) -> None:
    require_vote(cycle)
    if not cycle.is_open(VOTING):
        raise NotNowError(
            Message("The roll is corrected here while voting is open. Before that, take a file in.")
        )
