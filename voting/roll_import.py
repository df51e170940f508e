"""Taking an electoral roll in: read the file, make the codes, and keep everything in one transaction or nothing.

The codes exist in the clear only in what `import_roll` returns, to be printed once. A lost file is answered by clearing
the roll and taking it in again, which is possible until voting opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.exc import IntegrityError

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.code_file import IssuedCode
from voting.core.eligibility import AreaRule
from voting.core.letter_code import draw_letter_codes
from voting.core.roll_file import RollFault, RollLine, read_roll_file
from voting.core.rules import VOTING, read_rules
from voting.credentials import Progress, hash_secrets
from voting.storage.electoral_roll import (
    RollEntry,
    add_residents,
    clear_roll,
    hash_reference,
    list_lookups,
    list_references,
)

__all__ = [
    "IssuedCode",
    "RollDesk",
    "RollFaultsError",
    "add_lines",
    "check_roll",
    "empty_roll",
    "import_roll",
]

IMPORTED = "import-roll"
CLEARED = "clear-roll"


class RollFaultsError(Exception):
    """The file has faults; nothing of it was taken in."""

    def __init__(self, faults: Sequence[RollFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class RollDesk:
    """Where rolls are taken in: the database, the server's secret and the clock."""

    database: Database
    secret: bytes
    clock: Clock


def check_roll(desk: RollDesk, cycle_id: CycleId, content: bytes) -> tuple[RollLine, ...]:
    """Return the residents a file would add. Raises RollFaultsError, or NotNowError once voting is open."""
    with desk.database.read() as work:
        cycle = work.read_cycle(cycle_id)
        require_changeable(cycle)
        standing = list_references(work, cycle_id)
    areas = cycle.declaration.areas
    needs_area = len(areas) > 1 and read_rules(cycle.declaration).area is AreaRule.HOME
    found = read_roll_file(content, areas, needs_area=needs_area)
    again = tuple(
        RollFault(line.line, Message("This reference is on the roll already."))
        for line in found.lines
        if hash_reference(desk.secret, cycle_id, line.reference) in standing
    )
    faults = sorted((*found.faults, *again), key=lambda fault: fault.line)
    if faults:
        raise RollFaultsError(faults)
    return found.lines


def import_roll(
    desk: RollDesk,
    cycle_id: CycleId,
    content: bytes,
    actor: Actor,
    progress: Progress = lambda done: None,
) -> tuple[IssuedCode, ...]:
    """Add a file's residents and return their codes. Raises as `check_roll`, and ConflictError when the roll changed."""
    return add_lines(desk, cycle_id, check_roll(desk, cycle_id, content), actor, progress)


def add_lines(
    desk: RollDesk,
    cycle_id: CycleId,
    lines: Sequence[RollLine],
    actor: Actor,
    progress: Progress = lambda done: None,
) -> tuple[IssuedCode, ...]:
    """Add residents that `check_roll` has passed and return their codes."""
    with desk.database.read() as work:
        taken = list_lookups(work, cycle_id)
    codes = tuple(islice(draw_letter_codes(taken), len(lines)))
    hashes = hash_secrets(codes, progress)
    entries = [
        RollEntry(hash_reference(desk.secret, cycle_id, line.reference), line.area, code.lookup, code_hash)
        for line, code, code_hash in zip(lines, codes, hashes, strict=True)
    ]
    with desk.database.write() as work:
        require_changeable(work.load_cycle(cycle_id))
        try:
            add_residents(work, cycle_id, entries)
        except IntegrityError:
            raise ConflictError(
                Message("The roll has changed meanwhile. Nothing was taken in. Try again.")
            ) from None
        _note(work, cycle_id, IMPORTED, len(entries), actor, desk.clock)
        work.commit()
    return tuple(
        IssuedCode(line.reference, line.area, code.printed) for line, code in zip(lines, codes, strict=True)
    )


def empty_roll(desk: RollDesk, cycle_id: CycleId, actor: Actor) -> int:
    """Take everybody off the roll and return how many there were. Raises NotNowError once voting is open."""
    with desk.database.write() as work:
        require_changeable(work.load_cycle(cycle_id))
        removed = clear_roll(work, cycle_id)
        _note(work, cycle_id, CLEARED, removed, actor, desk.clock)
        work.commit()
    return removed


def require_changeable(cycle: Cycle) -> None:
    """Return while the roll may change. Raises NotFoundError for a cycle without a vote."""
    if cycle.declaration.plan(VOTING) is None:
        raise NotFoundError
    if cycle.is_open(VOTING) or cycle.has_closed(VOTING):
        raise NotNowError(Message("Voting has begun. The electoral roll can no longer be changed."))


def _note(work: Work, cycle_id: CycleId, act: str, residents: int, actor: Actor, clock: Clock) -> None:
    work.write_journal(cycle_id, JournalEvent(act, VOTING, actor, {"residents": residents}), clock.now())
