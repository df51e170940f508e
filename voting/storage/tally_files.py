"""The files of the tally, kept under the names they have in the bundle. A step's files are kept together, once."""

from collections.abc import Mapping

from sqlalchemy import insert, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.storage.tables import TallyFileRow


def keep_files(work: Work, cycle_id: CycleId, files: Mapping[str, bytes]) -> None:
    """Keep the files of one step. Raises IntegrityError when one of them is there already."""
    rows = [{"cycle_id": cycle_id, "name": name, "content": content} for name, content in files.items()]
    if rows:
        work.connection.execute(insert(TallyFileRow), rows)


def list_files(work: Work, cycle_id: CycleId) -> frozenset[str]:
    """Return the names of the files that are there."""
    query = select(TallyFileRow.name).where(TallyFileRow.cycle_id == cycle_id)
    return frozenset(work.session.scalars(query))


def read_tally_file(work: Work, cycle_id: CycleId, name: str) -> bytes:
    """Return a file. Raises LookupError when it isn't there."""
    row = work.session.get(TallyFileRow, (cycle_id, name))
    if row is None:
        raise LookupError(f"{cycle_id} has no {name} yet")
    return row.content
