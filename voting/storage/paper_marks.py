"""Marking a resident on the roll as voting on paper, and what becomes of a ballot they cast over the web.

The mark is the same row that a web ballot leaves, so the database itself lets each resident vote in one way, whatever
races. Where paper supersedes, the web ballot's tag is cancelled on the board in the transaction of the mark: the ballots
taken in go on the board first, since none of a cancelled tag may follow.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError, NotAllowedError, NotNowError
from pb.kernel.ids import CycleId, ResidentId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.ballot.sealing import TAG_BYTES
from voting.core.board.entries import CancelEntry
from voting.core.board.hours import write_hour
from voting.core.channel import Channel, Precedence
from voting.core.eligibility import list_open_areas
from voting.core.paper.gate import require_paper
from voting.core.rules import VOTING, read_rules
from voting.storage.ballot_box import find_mark
from voting.storage.board import append_entries, hold_board, sequence_ballots
from voting.storage.electoral_roll import find_resident
from voting.storage.paper_desks import find_desk
from voting.storage.paper_tables import PaperDeskRow, PaperMarkRow
from voting.storage.tables import ParticipationRow

REASON = "paper"
"""What the cancel entry on the board says."""


@dataclass(frozen=True, slots=True)
class PaperMark:
    """That a resident was handed a sheet: at which desk, and the hour."""

    desk: str
    hour: str


def mark_on_paper(
    work: Work, cycle_id: CycleId, desk_id: str, resident: ResidentId, actor: Actor, now: datetime
) -> bool:
    """Mark a resident as voting on paper and return whether this cancels a ballot of theirs; the caller commits.

    Raises NotNowError outside the voting time, NotAllowedError for somebody who can't vote here, and ConflictError for
    whoever has been marked already or has voted over the web where the earlier ballot stands.
    """
    cycle = work.hold_cycle(cycle_id)
    require_paper(cycle)
    _require_window(cycle, now)
    _require_right(work, cycle, resident)
    desk = find_desk(work, cycle_id, desk_id)
    cancels = not _mark_first(work, cycle_id, resident)
    if cancels:
        _supersede(work, cycle, resident, now)
    work.session.add(
        PaperMarkRow(
            cycle_id=cycle_id,
            resident_id=resident,
            desk_id=desk.id,
            marked_by=actor.name,
            hour=write_hour(now),
        )
    )
    work.session.flush()
    return cancels


def find_paper_mark(work: Work, cycle_id: CycleId, resident: ResidentId) -> PaperMark | None:
    """Return where and in which hour a resident was handed a sheet, or None."""
    query = (
        select(PaperDeskRow.name, PaperMarkRow.hour)
        .join(PaperDeskRow, PaperDeskRow.id == PaperMarkRow.desk_id)
        .where(PaperMarkRow.cycle_id == cycle_id, PaperMarkRow.resident_id == resident)
    )
    row = work.session.execute(query).one_or_none()
    return PaperMark(row.name, row.hour) if row else None


def _require_window(cycle: Cycle, now: datetime) -> None:
    plan = cycle.declaration.plan(VOTING)
    if plan is None or not cycle.is_open(VOTING) or now >= plan.closes_at:
        raise NotNowError(Message("Voting is not open. Nobody can be marked as voting on paper."))


def _require_right(work: Work, cycle: Cycle, resident_id: ResidentId) -> None:
    resident = find_resident(work, cycle.id, resident_id)
    areas = [area.id for area in cycle.declaration.areas]
    rule = read_rules(cycle.declaration).area
    if resident is None or not list_open_areas(rule, resident, areas):
        raise NotAllowedError(Message("This resident can't vote in this round."))


def _mark_first(work: Work, cycle_id: CycleId, resident: ResidentId) -> bool:
    """Write the participation; False when there is one. PostgreSQL waits here for a rival to commit or give up."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    statement = (
        make(ParticipationRow)
        .values(
            cycle_id=cycle_id,
            resident_id=resident,
            tag=secrets.token_bytes(TAG_BYTES),
            channel=Channel.PAPER.value,
            turn=0,
        )
        .on_conflict_do_nothing()
        .returning(ParticipationRow.turn)
    )
    return work.connection.execute(statement).first() is not None


def _supersede(work: Work, cycle: Cycle, resident: ResidentId, now: datetime) -> None:
    # The row is held from here on: no further ballot of the tag comes in before the cancel entry stands.
    mark = find_mark(work, cycle.id, resident, is_held=True)
    if mark is None:
        raise ConflictError(Message("Nothing was marked. Try again."))
    if mark.channel is Channel.PAPER:
        raise ConflictError(Message("This resident has been marked as voting on paper already."))
    if read_rules(cycle.declaration).precedence is not Precedence.PAPER:
        raise ConflictError(
            Message("This resident has voted online already, and that vote stands. Hand out no ballot.")
        )
    work.connection.execute(
        update(ParticipationRow)
        .where(ParticipationRow.cycle_id == cycle.id, ParticipationRow.resident_id == resident)
        .values(channel=Channel.PAPER.value)
    )
    hold_board(work, cycle.id)
    sequence_ballots(work, cycle.id)
    append_entries(work, cycle.id, [CancelEntry(mark.tag, REASON, write_hour(now))])
