"""Keeps every open board going: every few seconds the ballots taken in go on it and a checkpoint is signed.

Several processes may do this at once: whoever holds the board does it, the others find nothing left. Here too it is
noticed that the database is older than what was published (a restored backup); voting then stops until two officials
have accepted the loss.
"""

import structlog

from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.board.server_keys import ServerKeys
from voting.storage.board import (
    find_checkpoint,
    has_checkpoint,
    has_waiting,
    hold_board,
    sequence_ballots,
    sign_checkpoint,
)
from voting.storage.elections import find_loss, keep_loss, list_elections
from voting.storage.published_notes import PublishedNotes

log = structlog.get_logger()


def tend_boards(database: Database, keys: ServerKeys, published: PublishedNotes | None = None) -> None:
    """Bring every board up to date. ``published`` is what is kept outside the database, where there is such a place."""
    if published is not None:
        _compare(database, published)
    with database.read() as work:
        waiting = [cycle for cycle in list_elections(work) if has_waiting(work, cycle)]
    for cycle_id in waiting:
        with database.write() as work:
            work.hold_cycle(cycle_id)
            hold_board(work, cycle_id)
            sequence_ballots(work, cycle_id)
            sign_checkpoint(work, cycle_id, keys)
            work.commit()
    if published is not None:
        _keep(database, published)


def _compare(database: Database, published: PublishedNotes) -> None:
    # The files are read first: what they hold was committed before, so a missing one is missing for good.
    notes = published.read()
    with database.read() as work:
        lost = {cycle: note for cycle, note in notes.items() if _is_lost(work, cycle, note)}
    for cycle, note in lost.items():
        log.error("the database is older than the published board", cycle=cycle)
        with database.write() as work:
            keep_loss(work, cycle, note)
            work.commit()


def _is_lost(work: Work, cycle: CycleId, note: bytes) -> bool:
    loss = find_loss(work, cycle)
    return (
        loss is not None and note not in (loss.lost, loss.accepted) and not has_checkpoint(work, cycle, note)
    )


def _keep(database: Database, published: PublishedNotes) -> None:
    kept = published.read()
    with database.read() as work:
        newest = {
            cycle: row.note
            for cycle in list_elections(work)
            if (row := find_checkpoint(work, cycle)) and not ((loss := find_loss(work, cycle)) and loss.lost)
        }
    for cycle, note in newest.items():
        if kept.get(cycle) != note:
            published.keep(cycle, note)
