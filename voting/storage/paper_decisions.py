"""Sheets on which two officials differ: one person proposes a reading and another settles it, never one alone."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from pb.engine.acts import Actor
from pb.engine.journal import JournalEvent
from pb.kernel.errors import ConflictError, NotAllowedError, NotFoundError
from pb.kernel.ids import AccountId, CycleId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.paper.batch import Decision, may_confirm, write_serial
from voting.core.paper.events import DECISION_CONFIRMED, DECISION_PROPOSED
from voting.core.paper.gate import require_keying
from voting.core.rules import VOTING
from voting.storage.paper_batches import Batch, find_batch, read_mismatches
from voting.storage.paper_tables import PaperDecisionRow, PaperSheetRow


def propose_reading(
    work: Work, cycle_id: CycleId, number: int, position: int, line: str, actor: Actor, now: datetime
) -> None:
    """Say what a sheet holds on which the two differ; a newer proposal takes the older one's place."""
    require_keying(work.load_cycle(cycle_id))
    batch = find_batch(work, cycle_id, number)
    _require_mismatch(work, batch, position)
    work.session.merge(
        PaperDecisionRow(
            batch_id=batch.id,
            position=position,
            line=line,
            proposed_by=actor.id,
            proposed_name=actor.name,
        )
    )
    # The journal never tells what a sheet says.
    about = {"sheet": write_serial(number, position)}
    work.write_journal(cycle_id, JournalEvent(DECISION_PROPOSED, VOTING, actor, about), now)


def confirm_reading(
    work: Work, cycle_id: CycleId, number: int, position: int, line: str, actor: Actor, now: datetime
) -> None:
    """Settle a sheet by the proposal that stands, which must be ``line``, the one this person saw.

    Raises NotAllowedError for the proposer and for a pair that keyed the batch, ConflictError when the proposal has
    changed or the sheet is settled.
    """
    require_keying(work.load_cycle(cycle_id))
    batch = find_batch(work, cycle_id, number)
    _require_mismatch(work, batch, position)
    decision = read_decisions(work, batch).get(position)
    if decision is None or decision.line != line:
        raise ConflictError(Message("Somebody has proposed another reading since. Look at the ballot again."))
    if not may_confirm(decision, actor.id, batch.keyers):
        raise NotAllowedError(
            Message(
                "Two people settle a ballot, and one of them must not have keyed this batch. Ask another person."
            )
        )
    work.session.add(PaperSheetRow(batch_id=batch.id, position=position, line=line))
    row = work.session.get(PaperDecisionRow, (batch.id, position))
    if row is None:
        raise NotFoundError
    work.session.delete(row)
    about = {"sheet": write_serial(number, position), "proposed_by": decision.proposed_name}
    work.write_journal(cycle_id, JournalEvent(DECISION_CONFIRMED, VOTING, actor, about), now)


def read_decisions(work: Work, batch: Batch) -> Mapping[int, Decision]:
    """Return the proposals of a batch that wait for a second person, by position."""
    query = select(PaperDecisionRow).where(PaperDecisionRow.batch_id == batch.id)
    return {
        row.position: Decision(row.position, row.line, AccountId(row.proposed_by), row.proposed_name)
        for row in work.session.scalars(query)
    }


def _require_mismatch(work: Work, batch: Batch, position: int) -> None:
    if not any(pair.position == position for pair in read_mismatches(work, batch)):
        raise ConflictError(Message("This ballot is settled, or has not been keyed twice yet."))
