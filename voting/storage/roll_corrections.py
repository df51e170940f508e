"""Keeps the corrections that wait for a second person."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, insert, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.roll_correction import RollCorrection
from voting.storage.roll_tables import RollCorrectionRow


def keep_correction(work: Work, cycle_id: CycleId, correction: RollCorrection) -> None:
    """Keep a new correction."""
    content = msgspec.json.encode(correction)
    work.connection.execute(
        insert(RollCorrectionRow).values(id=correction.id, cycle_id=cycle_id, content=content)
    )


def list_corrections(work: Work, cycle_id: CycleId) -> Sequence[RollCorrection]:
    """Return what waits."""
    query = (
        select(RollCorrectionRow.content)
        .where(RollCorrectionRow.cycle_id == cycle_id)
        .order_by(RollCorrectionRow.id)
    )
    return [msgspec.json.decode(content, type=RollCorrection) for content in work.session.scalars(query)]


def find_correction(work: Work, cycle_id: CycleId, correction_id: str) -> RollCorrection | None:
    """Return one that waits, or None."""
    content = work.session.scalars(
        select(RollCorrectionRow.content).where(
            RollCorrectionRow.cycle_id == cycle_id, RollCorrectionRow.id == correction_id
        )
    ).one_or_none()
    return None if content is None else msgspec.json.decode(content, type=RollCorrection)


def drop_correction(work: Work, cycle_id: CycleId, correction_id: str) -> None:
    """Forget one that was done or given up."""
    work.connection.execute(
        delete(RollCorrectionRow).where(
            RollCorrectionRow.cycle_id == cycle_id, RollCorrectionRow.id == correction_id
        )
    )
