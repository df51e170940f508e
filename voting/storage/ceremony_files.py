"""The files of a key ceremony. Each is kept once; starting over drops them all."""

from sqlalchemy import delete, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.storage.tables import CeremonyFileRow, ElectionRow


def keep_ceremony_file(work: Work, cycle_id: CycleId, name: str, content: bytes) -> None:
    """Keep a file. Raises IntegrityError when there is one of that name."""
    work.session.add(CeremonyFileRow(cycle_id=cycle_id, name=name, content=content))
    work.session.flush()


def read_ceremony_folder(work: Work, cycle_id: CycleId) -> dict[str, bytes]:
    """Return every file by its name."""
    rows = work.session.scalars(select(CeremonyFileRow).where(CeremonyFileRow.cycle_id == cycle_id))
    return {row.name: row.content for row in rows}


def drop_ceremony(work: Work, cycle_id: CycleId) -> None:
    """Drop every file and the key that was made from them. The caller sees to it that voting hasn't opened."""
    work.session.execute(delete(CeremonyFileRow).where(CeremonyFileRow.cycle_id == cycle_id))
    work.session.execute(delete(ElectionRow).where(ElectionRow.cycle_id == cycle_id))
