"""The public board: an append-only list of lines, and the checkpoints that are signed over it.

Ballots are taken in side by side and put on the board here, in batches: within a batch in the order of their digests, so
that the place on the board tells no more of the time than the batch does. Whoever appends holds the election's row;
nothing here ever changes or removes a line.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, insert, select, update

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.board.entries import BallotEntry, Entry, write_entry
from voting.core.board.server_keys import ServerKeys
from voting.core.log.checkpoint import Checkpoint
from voting.core.log.merkle import MerkleTree
from voting.storage.elections import require_manifest
from voting.storage.tables import BoardEntryRow, CheckpointRow, ElectionRow, SealedBallotRow


def hold_board(work: Work, cycle_id: CycleId) -> None:
    """Hold a cycle's board against everybody else who appends, until the transaction ends."""
    work.session.execute(
        select(ElectionRow.cycle_id).where(ElectionRow.cycle_id == cycle_id).with_for_update()
    ).one()


def append_entries(work: Work, cycle_id: CycleId, entries: Sequence[Entry]) -> int:
    """Append lines and return the position of the first. The caller holds the board."""
    first = count_entries(work, cycle_id)
    rows = [
        {"cycle_id": cycle_id, "position": position, "line": write_entry(entry)}
        for position, entry in enumerate(entries, first)
    ]
    if rows:
        work.connection.execute(insert(BoardEntryRow), rows)
    return first


def sequence_ballots(work: Work, cycle_id: CycleId) -> int:
    """Put every ballot that was taken in on the board and return how many there were. The caller holds the board.

    A tag's ballots go in the order of their turns.
    """
    pending = (
        work.session.execute(
            select(SealedBallotRow)
            .where(SealedBallotRow.cycle_id == cycle_id, SealedBallotRow.position.is_(None))
            .order_by(SealedBallotRow.turn, SealedBallotRow.digest)
        )
        .scalars()
        .all()
    )
    if not pending:
        return 0
    first = append_entries(
        work,
        cycle_id,
        [BallotEntry(row.manifest, row.style, row.tag, row.sealed, row.hour) for row in pending],
    )
    places = [{"id": row.id, "position": position} for position, row in enumerate(pending, first)]
    work.session.execute(update(SealedBallotRow), places)
    return len(pending)


def sign_checkpoint(work: Work, cycle_id: CycleId, keys: ServerKeys) -> int:
    """Sign a checkpoint over all entries, unless the newest covers them. Return its size. The caller holds the board."""
    newest = find_checkpoint(work, cycle_id)
    size = count_entries(work, cycle_id)
    if newest and newest.size == size:
        return size
    tree = MerkleTree(read_lines(work, cycle_id))
    origin = require_manifest(work, cycle_id).manifest.board_key.name
    note = Checkpoint(origin, tree.size, tree.root()).sign(keys.board_seed(cycle_id))
    number = newest.number + 1 if newest else 1
    work.session.add(CheckpointRow(cycle_id=cycle_id, number=number, size=tree.size, note=note))
    work.session.flush()
    return tree.size


def find_checkpoint(work: Work, cycle_id: CycleId, number: int | None = None) -> CheckpointRow | None:
    """Return a checkpoint by its number, the newest by default; None when there is none."""
    query = select(CheckpointRow).where(CheckpointRow.cycle_id == cycle_id)
    if number is not None:
        query = query.where(CheckpointRow.number == number)
    return work.session.scalars(query.order_by(CheckpointRow.number.desc()).limit(1)).first()


def count_entries(work: Work, cycle_id: CycleId) -> int:
    """Return the size of the board."""
    last = func.coalesce(func.max(BoardEntryRow.position), -1)
    return work.session.scalars(select(last + 1).where(BoardEntryRow.cycle_id == cycle_id)).one()


def read_lines(work: Work, cycle_id: CycleId, start: int = 0, stop: int | None = None) -> Iterable[bytes]:
    """Return the board's lines from ``start`` up to ``stop``, without their line ends."""
    query = select(BoardEntryRow.line).where(
        BoardEntryRow.cycle_id == cycle_id, BoardEntryRow.position >= start
    )
    if stop is not None:
        query = query.where(BoardEntryRow.position < stop)
    return work.session.scalars(query.order_by(BoardEntryRow.position))
