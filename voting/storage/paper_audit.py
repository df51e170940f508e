"""The audit of paper in three acts: fix the record, throw the lot in public, say what the sheets showed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes

from pb.engine.acts import Actor
from pb.engine.journal import JournalEvent
from pb.kernel.errors import ConflictError, NotNowError
from pb.kernel.handoff import SealedBox
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from voting.core.paper.audit import draw_serials, make_seed, seal_record, seal_sheets
from voting.core.paper.events import AUDIT_ENDED, LOT_THROWN, RECORD_FIXED
from voting.core.paper.gate import require_paper
from voting.core.rules import VOTING
from voting.storage.paper_ballots import read_record
from voting.storage.paper_desks import list_unbalanced
from voting.storage.paper_tables import PaperAuditRow


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit found: the serials whose sheet says something else than the record, a note, and who says so."""

    differing: tuple[str, ...]
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit as far as it has come; `seed` is empty before the lot is thrown."""

    salt: bytes
    record: str
    seed: str = ""
    drawn: tuple[str, ...] = ()
    finding: Finding | None = None


def find_audit(work: Work, cycle_id: CycleId) -> Audit | None:
    """Return the audit of a cycle, or None before the record is fixed."""
    row = work.session.get(PaperAuditRow, cycle_id)
    if row is None:
        return None
    finding = from_plain(row.finding, Finding) if row.finding else None
    return Audit(bytes.fromhex(row.salt), row.record, row.seed or "", tuple(row.drawn or ()), finding)


def fix_record(work: Work, cycle_id: CycleId, actor: Actor, now: datetime) -> Audit:
    """Fix what was keyed, so that it can't follow the lot. Raises NotNowError while a desk doesn't balance."""
    cycle = work.load_cycle(cycle_id)
    require_paper(cycle)
    if find_audit(work, cycle_id) is not None:
        raise ConflictError(Message("The record is fixed already."))
    record = read_record(work, cycle)
    if not cycle.has_closed(VOTING) or not record or list_unbalanced(work, cycle):
        raise NotNowError(Message("The audit begins when every desk balances and there is a paper ballot."))
    salt = token_bytes(32)
    audit = Audit(salt, seal_record(seal_sheets(salt, record)))
    work.session.add(PaperAuditRow(cycle_id=cycle_id, salt=salt.hex(), record=audit.record))
    _note(work, cycle_id, RECORD_FIXED, actor, now, {"record": audit.record, "sheets": len(record)})
    return audit


def throw_lot(work: Work, cycle_id: CycleId, lot: str, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Draw the sheets by the digits thrown in public, once."""
    cycle = work.load_cycle(cycle_id)
    row = _require_row(work, cycle_id)
    if row.seed:
        raise ConflictError(Message("The ballots are drawn already."))
    row.seed = make_seed(_read_closing(work, cycle_id), row.record, lot)
    drawn = draw_serials(row.seed, tuple(read_record(work, cycle)))
    row.drawn = list(drawn)
    _note(work, cycle_id, LOT_THROWN, actor, now, {"seed": row.seed, "drawn": len(drawn)})
    return drawn


def end_audit(
    work: Work, cycle_id: CycleId, differing: tuple[str, ...], note: str, actor: Actor, now: datetime
) -> None:
    """Say what the drawn sheets showed, once. Raises ConflictError for a serial that wasn't drawn."""
    work.load_cycle(cycle_id)
    row = _require_row(work, cycle_id)
    if not row.seed or row.finding:
        raise ConflictError(Message("The finding is written once, after the ballots are drawn."))
    if not set(differing) <= set(row.drawn or ()):
        raise ConflictError(Message("Only ballots that were drawn can differ."))
    plain = to_plain(Finding(differing, note, actor.name, now))
    if not isinstance(plain, dict):
        raise TypeError("a finding is an object in its plain form")
    row.finding = plain
    _note(work, cycle_id, AUDIT_ENDED, actor, now, {"differing": list(differing), "note": note})


def _read_closing(work: Work, cycle_id: CycleId) -> str:
    """Return what the board closed with, which ties the draw to this election."""
    handed = work.load_handoff(cycle_id, StageKey(VOTING))
    if not isinstance(handed, SealedBox):
        raise NotNowError(Message("The audit begins when voting has closed."))
    return handed.closing


def _require_row(work: Work, cycle_id: CycleId) -> PaperAuditRow:
    row = work.session.get(PaperAuditRow, cycle_id)
    if row is None:
        raise ConflictError(Message("Fix the record first."))
    return row


def _note(
    work: Work,
    cycle_id: CycleId,
    act: str,
    actor: Actor,
    now: datetime,
    about: Mapping[str, str | int | list[str]],
) -> None:
    work.session.flush()
    work.write_journal(cycle_id, JournalEvent(act, VOTING, actor, dict(about)), now)
