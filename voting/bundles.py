"""The published bundle as files and as one archive. Never before the result is published: it holds every ballot."""

from collections.abc import Iterator
from pathlib import Path

from pb.kernel.errors import NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.storage.outcomes import find_published
from voting.stored_bundle import StoredBundle


def open_published(work: Work, cycle_id: CycleId) -> StoredBundle:
    """Return the bundle of a published result. Raises NotNowError before."""
    if find_published(work, cycle_id) is None:
        raise NotNowError(Message("The results have not been published yet."))
    return StoredBundle(work, cycle_id)


def write_bundle(database: Database, cycle_id: CycleId, folder: Path) -> int:
    """Write every file of the bundle into a new or empty folder; return how many there are.

    Raises NotNowError before publication and FileExistsError for a folder with something in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    count = 0
    for name, content in read_files(database, cycle_id):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        count += 1
    return count


def read_files(database: Database, cycle_id: CycleId) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the bundle by name, one in memory at a time."""
    with database.read() as work:
        names = sorted(open_published(work, cycle_id).names())
    for name in names:
        with database.read() as work:
            yield name, StoredBundle(work, cycle_id).read(name)
