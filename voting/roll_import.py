"""Taking an electoral roll in: read the file, say what it would change, and keep all of it at once or nothing.

Between saying and keeping lies an official's consent. What waits for it (the draft) holds only what the roll would keep;
it is for the roll as it stood, and when that has changed since, the file is read anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn

import msgspec
from sqlalchemy.exc import IntegrityError

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId, ResidentId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.eligibility import AreaRule
from voting.core.roll_columns import ROLL_COLUMNS, Column, guess_columns
from voting.core.roll_difference import (
    RollDifference,
    RollEntry,
    compare_roll,
    list_shared_identities,
)
from voting.core.roll_file import RollFault, RollLine, RollTerms, read_lines
from voting.core.roll_key import RollKey
from voting.core.rules import VOTING, read_rules
from voting.roll_desk import RollDesk, require_changeable
from voting.roll_table import RollTable, TableError, read_table
from voting.storage.electoral_roll import (
    add_residents,
    change_resident,
    clear_roll,
    read_roll,
    remove_residents,
)
from voting.storage.roll_drafts import RollDraft, find_draft, forget_draft, keep_draft
from voting.storage.roll_keys import ensure_roll_key

IMPORTED = "import-roll"
CLEARED = "clear-roll"

Progress = Callable[[int], None]
"""Told how many are done so far."""

ChooseColumns = Callable[[Sequence[str]], Mapping[Column, int]]
"""Says which column holds what, by the headings. Raises LookupError for a heading that isn't there."""


class RollFaultsError(Exception):
    """The file has faults; nothing of it was taken in. `columns` and `heading` say how it was read."""

    def __init__(
        self,
        faults: Sequence[RollFault],
        heading: Sequence[str] = (),
        columns: Mapping[Column, int] | None = None,
    ) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)
        self.heading = tuple(heading)
        self.columns = dict(columns or {})


@dataclass(frozen=True, slots=True)
class RollProposal:
    """A file that can be taken in: its draft's name, what it would change, and how its columns were read."""

    draft: str
    difference: RollDifference
    lines: tuple[RollLine, ...]
    heading: tuple[str, ...]
    columns: Mapping[Column, int]


def guess_roll_columns(headings: Sequence[str]) -> Mapping[Column, int]:
    """Return the columns that a roll's headings name."""
    return guess_columns(headings, ROLL_COLUMNS)


def read_roll_lines(
    cycle: Cycle, content: bytes, desk: RollDesk, choose: ChooseColumns, progress: Progress
) -> tuple[RollTable, Mapping[Column, int], tuple[RollLine, ...]]:
    """Read a file for a cycle. Raises RollFaultsError."""
    try:
        table = read_table(content)
    except TableError as error:
        raise RollFaultsError([RollFault(error.line, error.reason)]) from None
    try:
        columns = choose(table.heading)
    except LookupError as error:
        missing = Message("The file has no such column: %(heading)s.", {"heading": str(error.args[0])[:60]})
        raise RollFaultsError([RollFault(1, missing)], table.heading) from None
    try:
        found = read_lines(table.rows, columns, make_terms(cycle, desk), progress)
    except TableError as error:
        raise RollFaultsError([RollFault(error.line, error.reason)], table.heading, columns) from None
    if found.faults:
        raise RollFaultsError(found.faults, table.heading, columns)
    return table, columns, found.lines


def make_terms(cycle: Cycle, desk: RollDesk) -> RollTerms:
    """Return what a cycle's lines are read by."""
    rules = read_rules(cycle.declaration)
    areas = cycle.declaration.areas
    plan = cycle.declaration.plan(VOTING)
    if plan is None:
        raise LookupError(cycle.id)
    needs_area = len(areas) > 1 and rules.area is AreaRule.HOME
    return RollTerms(areas, needs_area, rules.voters, plan.opens_at.astimezone(desk.zone).date())


def make_entry(line: RollLine, key: RollKey) -> RollEntry:
    """Return what the roll keeps of a line. Who has no reference of their own is known by the identity code."""
    identity = key.hash_identity(line.identity) if line.identity else None
    reference = key.hash_reference(line.reference) if line.reference else identity
    return RollEntry(
        reference=reference or "",
        area=line.area,
        identity=identity,
        standing=line.standing,
        age_band=line.age_band,
        is_shielded=line.is_shielded,
    )


def propose_roll(
    desk: RollDesk,
    cycle_id: CycleId,
    content: bytes,
    choose: ChooseColumns = guess_roll_columns,
    *,
    is_whole: bool = True,
    progress: Progress = lambda done: None,
) -> RollProposal:
    """Read a file and keep a draft of it. Raises RollFaultsError, or NotNowError once voting is open."""
    with desk.database.read() as work:
        cycle = work.read_cycle(cycle_id)
        require_changeable(cycle)
    table, columns, lines = read_roll_lines(cycle, content, desk, choose, progress)
    with desk.database.write() as work:
        key = ensure_roll_key(work, desk.secret, cycle_id)
        entries = tuple(make_entry(line, key) for line in lines)
        standing = read_roll(work, cycle_id)
        difference = compare_roll(standing, entries, is_whole=is_whole)
        twice = list_shared_identities(standing, difference)
        if twice:
            _refuse_shared(lines, entries, twice, table, columns)
        draft = RollDraft(entries, is_whole, digest_roll(standing))
        name = keep_draft(work, cycle_id, draft, desk.clock.now())
        work.commit()
    return RollProposal(name, difference, lines, table.heading, columns)


def take_roll_in(desk: RollDesk, cycle_id: CycleId, draft_name: str, actor: Actor) -> RollDifference:
    """Do what a draft would change, in one transaction. Raises ConflictError when the draft or the roll has changed."""
    changed = ConflictError(Message("The roll has changed meanwhile. Nothing was taken in. Try again."))
    with desk.database.write() as work:
        require_changeable(work.load_cycle(cycle_id))
        draft = find_draft(work, cycle_id, draft_name)
        standing = read_roll(work, cycle_id)
        if draft is None or draft.base != digest_roll(standing):
            raise changed
        difference = compare_roll(standing, draft.entries, is_whole=draft.is_whole)
        try:
            _apply(work, cycle_id, difference)
        except IntegrityError:
            raise changed from None
        forget_draft(work, cycle_id)
        desk.note(work, cycle_id, IMPORTED, actor, _sum_up(difference))
        work.commit()
    return difference


def empty_roll(desk: RollDesk, cycle_id: CycleId, actor: Actor) -> int:
    """Take everybody off the roll and return how many there were. Raises NotNowError once voting is open."""
    with desk.database.write() as work:
        require_changeable(work.load_cycle(cycle_id))
        removed = clear_roll(work, cycle_id)
        forget_draft(work, cycle_id)
        desk.note(work, cycle_id, CLEARED, actor, {"residents": removed})
        work.commit()
    return removed


def digest_roll(standing: Mapping[ResidentId, RollEntry]) -> str:
    """Return what names a state of the roll: every entry under its key, in whatever order they were read."""
    return sha256(msgspec.json.encode(sorted(standing.items()))).hexdigest()


def _apply(work: Work, cycle_id: CycleId, difference: RollDifference) -> None:
    remove_residents(work, [resident for resident, _entry in difference.removed])
    for change in difference.changed:
        change_resident(work, change.resident, change.after)
    add_residents(work, cycle_id, difference.added)


def _sum_up(difference: RollDifference) -> dict[str, int]:
    return {
        "added": len(difference.added),
        "changed": len(difference.changed),
        "removed": len(difference.removed),
        "unchanged": difference.unchanged,
    }


def _refuse_shared(
    lines: Sequence[RollLine],
    entries: Sequence[RollEntry],
    twice: frozenset[str],
    table: RollTable,
    columns: Mapping[Column, int],
) -> NoReturn:
    reason = Message("The identity code stands on the roll under another reference.")
    faults = [
        RollFault(line.line, reason)
        for line, entry in zip(lines, entries, strict=True)
        if entry.identity in twice
    ]
    raise RollFaultsError(faults, table.heading, columns)
