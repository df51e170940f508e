"""Keeps what was read of a file until somebody agrees to the change: only what the roll itself would keep of it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import delete, insert, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.roll_difference import RollEntry
from voting.storage.roll_tables import RollDraftRow


@dataclass(frozen=True, slots=True)
class RollDraft:
    """The entries of a file, whether they are the whole roll, and the digest of the roll they were compared with."""

    entries: tuple[RollEntry, ...]
    is_whole: bool
    base: str


def keep_draft(work: Work, cycle_id: CycleId, draft: RollDraft, now: datetime) -> str:
    """Keep the draft in place of an earlier one and return the name to find it by."""
    name = secrets.token_hex(16)
    forget_draft(work, cycle_id)
    content = msgspec.json.encode(draft)
    work.connection.execute(
        insert(RollDraftRow).values(cycle_id=cycle_id, id=name, content=content, made_at=now)
    )
    return name


def find_draft(work: Work, cycle_id: CycleId, name: str) -> RollDraft | None:
    """Return a draft by its name; None when it was taken in, given up or replaced."""
    content = work.session.scalars(
        select(RollDraftRow.content).where(RollDraftRow.cycle_id == cycle_id, RollDraftRow.id == name)
    ).one_or_none()
    return None if content is None else msgspec.json.decode(content, type=RollDraft)


def forget_draft(work: Work, cycle_id: CycleId) -> None:
    """Drop the cycle's draft."""
    work.connection.execute(delete(RollDraftRow).where(RollDraftRow.cycle_id == cycle_id))


def forget_drafts(work: Work, before: datetime) -> int:
    """Drop every draft made before a moment, and return how many."""
    return work.connection.execute(delete(RollDraftRow).where(RollDraftRow.made_at < before)).rowcount
