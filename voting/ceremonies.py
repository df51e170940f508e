"""The key ceremony of a cycle: taking in what trustees send, and keeping the key once all of them have confirmed.

All of it happens before voting opens; afterwards nothing of the key can change. The journal names every file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.board.manifest import Custody
from voting.core.board.server_keys import ServerKeys
from voting.core.reading import FormatError
from voting.core.rules import VOTING, read_rules
from voting.core.tally.contents import digest_file
from voting.core.trustees.ceremony import (
    KeyCeremony,
    OutOfTurnError,
    fix_roster,
    read_ceremony_files,
    take_file,
)
from voting.storage.ceremony_files import drop_ceremony, keep_ceremony_file, read_ceremony_folder
from voting.storage.elections import Election, keep_ceremony

FILE_TAKEN = "ceremony-file"
ROSTER_FIXED = "ceremony-roster"
KEY_MADE = "ceremony-finished"
STARTED_OVER = "ceremony-dropped"


@dataclass(frozen=True, slots=True)
class CeremonyDesk:
    """Who works on a ceremony, and when."""

    keys: ServerKeys
    actor: Actor
    now: datetime


def read_key_ceremony(work: Work, cycle_id: CycleId, keys: ServerKeys) -> KeyCeremony:
    """Return how far a cycle's ceremony has come."""
    return read_ceremony_files(keys.name_board(cycle_id), read_ceremony_folder(work, cycle_id))


def take_files(work: Work, cycle_id: CycleId, contents: Iterable[bytes], desk: CeremonyDesk) -> None:
    """Take files in, all or none; the caller commits. Once the last confirmation is in, the key is kept.

    Raises ConflictError saying which file can't be used and why, and NotNowError once voting has opened.
    """
    _require_open(work, cycle_id)
    state = read_key_ceremony(work, cycle_id, desk.keys)
    for content in contents:
        try:
            name, state = take_file(state, content)
        except OutOfTurnError as error:
            raise ConflictError(error.reason) from None
        except FormatError as error:
            raise ConflictError(
                Message("A file could not be used. What is wrong with it: %(fault)s", {"fault": str(error)})
            ) from None
        kept = content.removesuffix(b"\n")
        keep_ceremony_file(work, cycle_id, name, kept)
        _note(work, cycle_id, FILE_TAKEN, desk, {"file": name, "sha256": digest_file(kept)})
    if (ceremony := state.finished) is not None:
        keep_ceremony(work, cycle_id, Election(ceremony))
        _note(work, cycle_id, KEY_MADE, desk, {"key": ceremony.election_key.key.hex()})


def settle_roster(work: Work, cycle_id: CycleId, threshold: int, desk: CeremonyDesk) -> None:
    """Fix who the trustees are and how many open the box; the caller commits. Raises ConflictError, NotNowError."""
    _require_open(work, cycle_id)
    try:
        name, content = fix_roster(read_key_ceremony(work, cycle_id, desk.keys), threshold)
    except OutOfTurnError as error:
        raise ConflictError(error.reason) from None
    keep_ceremony_file(work, cycle_id, name, content)
    _note(work, cycle_id, ROSTER_FIXED, desk, {"threshold": threshold, "sha256": digest_file(content)})


def start_over(work: Work, cycle_id: CycleId, desk: CeremonyDesk) -> None:
    """Drop the whole ceremony; the caller commits. Raises NotNowError once voting has opened."""
    _require_open(work, cycle_id)
    drop_ceremony(work, cycle_id)
    _note(work, cycle_id, STARTED_OVER, desk, {})


def is_kept_by_trustees(cycle: Cycle) -> bool:
    """Whether trustees keep the box of a cycle. Raises NotFoundError for a cycle without a vote."""
    if cycle.declaration.plan(VOTING) is None:
        raise NotFoundError
    return read_rules(cycle.declaration).custody is Custody.TRUSTEES


def _require_open(work: Work, cycle_id: CycleId) -> None:
    # Held until the transaction ends, so that voting doesn't open with half a ceremony.
    cycle = work.load_cycle(cycle_id)
    if not is_kept_by_trustees(cycle):
        raise NotNowError(Message("The server keeps the key of this round. There are no trustees."))
    if cycle.is_open(VOTING) or cycle.has_closed(VOTING):
        raise NotNowError(Message("Voting has begun. The key can no longer be changed."))


def _note(work: Work, cycle_id: CycleId, act: str, desk: CeremonyDesk, details: dict[str, JSON]) -> None:
    work.write_journal(cycle_id, JournalEvent(act, VOTING, desk.actor, details), desk.now)
