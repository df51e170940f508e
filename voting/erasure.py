"""Erases what ties residents to ballots, once the appeal period is over; the published bundle stays as it is.

Destroyed are the key of the roll's hashes, the hashes themselves, the letter codes, and which mark is whose: the marks
are dealt out anew among those who voted, so that the turnout stays and no mark leads to its voter. Backups made before
keep what they hold; an operator lets them expire.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from pb.engine.acts import CALENDAR, Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.errors import NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.rules import VOTING, read_rules
from voting.storage.roll_drafts import forget_draft
from voting.storage.roll_keys import destroy_roll_key
from voting.storage.roll_tables import RollCorrectionRow, RollRow
from voting.storage.tables import ParticipationRow
from voting.storage.voting_codes import erase_codes

ERASED = "erase-identities"
PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Erasure:
    """The certificate: how many of each kind were erased."""

    identities: int
    codes: int
    marks: int


def find_erasure_date(work: Work, cycle: Cycle) -> datetime | None:
    """Return when the appeal period ends; None while no outcome is published."""
    published = [entry.at for entry in work.read_journal(cycle.id) if entry.event.act == PUBLISH]
    if not published:
        return None
    return max(published) + timedelta(days=read_rules(cycle.declaration).appeal_days)


def erase_identities(work: Work, cycle_id: CycleId, actor: Actor, now: datetime) -> Erasure:
    """Erase, and write the certificate in the journal; the caller commits.

    Raises NotNowError before the appeal period is over, and when everything is erased already.
    """
    cycle = work.load_cycle(cycle_id)
    date = find_erasure_date(work, cycle)
    if date is None:
        raise NotNowError(Message("The result is not published yet. Nothing was erased."))
    if now < date:
        raise NotNowError(Message("The appeal period ends on %(date)s. Nothing was erased.", {"date": date}))
    if not destroy_roll_key(work, cycle_id):
        raise NotNowError(Message("Everything that ties residents to ballots is erased already."))
    erasure = Erasure(_erase_hashes(work, cycle_id), erase_codes(work, cycle_id), _deal_marks(work, cycle_id))
    forget_draft(work, cycle_id)
    work.connection.execute(delete(RollCorrectionRow).where(RollCorrectionRow.cycle_id == cycle_id))
    details = {"identities": erasure.identities, "codes": erasure.codes, "marks": erasure.marks}
    work.write_journal(cycle_id, JournalEvent(ERASED, VOTING, actor, details), now)
    return erasure


def erase_due(work: Work, now: datetime) -> int:
    """Erase in every cycle whose appeal period is over and return in how many; the caller commits."""
    erased = 0
    for cycle in work.list_cycles():
        if cycle.declaration.plan(VOTING) is None or not cycle.has_closed(VOTING):
            continue
        try:
            erase_identities(work, cycle.id, CALENDAR, now)
        except NotNowError:
            continue
        erased += 1
    return erased


def _erase_hashes(work: Work, cycle_id: CycleId) -> int:
    residents = work.session.scalars(select(RollRow.resident_id).where(RollRow.cycle_id == cycle_id)).all()
    # A reference may not be empty, nor stand twice; the roll's own random key is neither and says nothing.
    work.connection.execute(
        update(RollRow)
        .where(RollRow.cycle_id == cycle_id)
        .values(reference=RollRow.resident_id, identity=None)
    )
    return len(residents)


def _deal_marks(work: Work, cycle_id: CycleId) -> int:
    mine = ParticipationRow.cycle_id == cycle_id
    rows = work.connection.execute(select(ParticipationRow.__table__).where(mine)).mappings().all()
    residents = [row["resident_id"] for row in rows]
    secrets.SystemRandom().shuffle(residents)
    work.connection.execute(delete(ParticipationRow).where(mine))
    if rows:
        work.connection.execute(
            insert(ParticipationRow),
            [
                {**row, "resident_id": resident}
                for row, resident in zip(sorted(rows, key=lambda row: row["tag"]), residents, strict=True)
            ],
        )
    return len(rows)
