"""The public board: an append-only list of lines, and the checkpoints that are signed over it.

Ballots are taken in side by side and put on the board here, in batches: within a batch in the order of their digests, so
that the place on the board tells no more of the time than the batch does. Whoever appends holds the election's row;
nothing here ever changes or removes a line.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, update

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.board.entries import BallotEntry, CancelEntry, Entry, write_entry
from voting.core.board.hours import write_hour
from voting.core.board.server_keys import ServerKeys
from voting.core.log.checkpoint import Checkpoint
from voting.core.log.frontier import Frontier, read_frontier
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


def sign_checkpoint(work: Work, cycle_id: CycleId, keys: ServerKeys) -> None:
    """Sign a checkpoint over all entries, unless the newest covers them. The caller holds the board."""
    newest = find_checkpoint(work, cycle_id)
    before = read_frontier(newest.size, newest.frontier) if newest else Frontier()
    tree = before.extend(read_lines(work, cycle_id, before.size))
    if newest and newest.size == tree.size:
        return
    origin = require_manifest(work, cycle_id).manifest.board_key.name
    note = Checkpoint(origin, tree.size, tree.root()).sign(keys.board_seed(cycle_id))
    work.session.add(
        CheckpointRow(
            cycle_id=cycle_id,
            number=newest.number + 1 if newest else 1,
            size=tree.size,
            note=note,
            frontier=tree.to_bytes(),
        )
    )
    work.session.flush()


def cancel_ballots(work: Work, cycle_id: CycleId, tag: bytes, reason: str, now: datetime) -> None:
    """Put on the board that no ballot of a tag counts; ``reason`` is a stable word such as ``paper``.

    The caller holds the cycle and has changed the tag's mark in this transaction, so that no cast comes in between. The
    next checkpoint covers it.
    """
    hold_board(work, cycle_id)
    sequence_ballots(work, cycle_id)
    append_entries(work, cycle_id, [CancelEntry(tag, reason, write_hour(now))])


def find_checkpoint(work: Work, cycle_id: CycleId, number: int | None = None) -> CheckpointRow | None:
    """Return a checkpoint by its number, the newest by default; None when there is none."""
    query = select(CheckpointRow).where(CheckpointRow.cycle_id == cycle_id)
    if number is not None:
        query = query.where(CheckpointRow.number == number)
    return work.session.scalars(query.order_by(CheckpointRow.number.desc()).limit(1)).first()


def has_checkpoint(work: Work, cycle_id: CycleId, note: bytes) -> bool:
    """Whether this very checkpoint is one of the board's."""
    query = select(CheckpointRow.number).where(CheckpointRow.cycle_id == cycle_id, CheckpointRow.note == note)
    return work.session.scalars(query).first() is not None


def has_waiting(work: Work, cycle_id: CycleId) -> bool:
    """Whether there are ballots that don't stand on the board, or entries that no checkpoint covers."""
    pending = select(SealedBallotRow.id).where(
        SealedBallotRow.cycle_id == cycle_id, SealedBallotRow.position.is_(None)
    )
    newest = find_checkpoint(work, cycle_id)
    return work.session.scalars(pending.limit(1)).first() is not None or count_entries(work, cycle_id) > (
        newest.size if newest else 0
    )


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
