"""Batches of sheets and what two officials keyed from them.

Whoever changes a batch holds its cycle, so that two officials who begin at once become the first and the second, and a
batch is settled once. What one has keyed is given to nobody else until both have finished.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import delete, func, select

from pb.engine.acts import Actor
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import AccountId, AreaId, CycleId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.paper.batch import KeyedTwice, list_mismatches
from voting.core.paper.events import BATCH_EMPTIED, BATCH_OPENED, ENTRY_FINISHED
from voting.core.paper.gate import require_keying
from voting.core.rules import VOTING
from voting.storage.paper_desks import DeskId, find_desk
from voting.storage.paper_tables import (
    PaperAuditRow,
    PaperBatchRow,
    PaperDecisionRow,
    PaperEntryRow,
    PaperReadingRow,
    PaperSheetRow,
)

_MOST_BATCHES = 10**6
"""Larger numbers come from hand-made addresses and don't fit the column."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One official's keying of a batch: the first or the second, and how many sheets are in it so far."""

    number: int
    official: AccountId
    name: str
    finished: bool
    keyed: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A counted pile of sheets of one desk and area, with who keys it and how many sheets are settled."""

    id: str
    number: int
    desk: DeskId
    area: AreaId
    sheets: int
    entries: tuple[Entry, ...]
    settled: int

    @property
    def is_settled(self) -> bool:
        """Whether two people agree on every sheet."""
        return self.settled == self.sheets

    @property
    def is_keyed_twice(self) -> bool:
        """Whether both officials have finished."""
        return len(self.entries) == 2 and all(entry.finished for entry in self.entries)

    @property
    def keyers(self) -> frozenset[AccountId]:
        """Who keyed it."""
        return frozenset(entry.official for entry in self.entries)

    def entry_of(self, official: AccountId) -> Entry | None:
        """Return an official's own entry, or None."""
        return next((entry for entry in self.entries if entry.official == official), None)


def open_batch(
    work: Work, cycle_id: CycleId, desk_id: str, area: AreaId, sheets: int, actor: Actor, now: datetime
) -> int:
    """Open a batch of ``sheets`` sheets and return its number in the cycle. Numbers are never used again."""
    require_keying(work.load_cycle(cycle_id))
    _require_unfixed(work, cycle_id)
    desk = find_desk(work, cycle_id, desk_id)
    query = select(func.max(PaperBatchRow.number)).where(PaperBatchRow.cycle_id == cycle_id)
    number = (work.session.scalars(query).one() or 0) + 1
    work.session.add(
        PaperBatchRow(
            id=token_hex(8), cycle_id=cycle_id, number=number, desk_id=desk.id, area=area, sheets=sheets
        )
    )
    about: JSON = {"batch": number, "desk": desk.name, "area": area, "sheets": sheets}
    work.write_journal(cycle_id, JournalEvent(BATCH_OPENED, VOTING, actor, about), now)
    return number


def empty_batch(work: Work, cycle_id: CycleId, number: int, sheets: int, actor: Actor, now: datetime) -> None:
    """Forget what was keyed of a batch, as when it was miscounted or fell; it has ``sheets`` sheets from now on."""
    require_keying(work.load_cycle(cycle_id))
    _require_unfixed(work, cycle_id)
    batch = find_batch(work, cycle_id, number)
    for table in (PaperSheetRow, PaperDecisionRow, PaperReadingRow, PaperEntryRow):
        work.session.execute(delete(table).where(table.batch_id == batch.id))
    row = work.session.get(PaperBatchRow, batch.id)
    if row is None:
        raise NotFoundError
    row.sheets = sheets
    about = {"batch": number, "before": batch.sheets, "sheets": sheets, "settled": batch.settled}
    work.write_journal(cycle_id, JournalEvent(BATCH_EMPTIED, VOTING, actor, about), now)


def list_batches(work: Work, cycle_id: CycleId) -> tuple[Batch, ...]:
    """Return the batches of a cycle by number."""
    query = select(PaperBatchRow).where(PaperBatchRow.cycle_id == cycle_id).order_by(PaperBatchRow.number)
    return tuple(_to_batch(work, row) for row in work.session.scalars(query).all())


def find_batch(work: Work, cycle_id: CycleId, number: int) -> Batch:
    """Return a batch. Raises NotFoundError."""
    query = select(PaperBatchRow).where(PaperBatchRow.cycle_id == cycle_id, PaperBatchRow.number == number)
    row = work.session.scalars(query).one_or_none() if 0 < number < _MOST_BATCHES else None
    if row is None:
        raise NotFoundError
    return _to_batch(work, row)


def key_sheet(work: Work, cycle_id: CycleId, number: int, position: int, line: str, actor: Actor) -> None:
    """Keep what an official read on a sheet; the first sheet makes them the first or the second to key the batch.

    Raises ConflictError when two others key it already or this official has finished.
    """
    require_keying(work.load_cycle(cycle_id))
    batch = find_batch(work, cycle_id, number)
    if not 1 <= position <= batch.sheets:
        raise NotFoundError
    entry = batch.entry_of(actor.id) or _begin_entry(work, batch, actor)
    if entry.finished:
        raise ConflictError(Message("You have finished this batch. Another official keys it now."))
    work.session.merge(PaperReadingRow(batch_id=batch.id, entry=entry.number, position=position, line=line))
    work.session.flush()


def read_own(work: Work, batch: Batch, official: AccountId) -> Mapping[int, str]:
    """Return what an official keyed of a batch, by position; nothing of anybody else's."""
    entry = batch.entry_of(official)
    return _read_entry(work, batch, entry.number) if entry else {}


def finish_entry(work: Work, cycle_id: CycleId, number: int, actor: Actor, now: datetime) -> Batch:
    """End an official's keying; when both have ended, settle the sheets on which they agree.

    Raises ConflictError while a sheet is missing. Doing it twice changes nothing.
    """
    require_keying(work.load_cycle(cycle_id))
    batch = find_batch(work, cycle_id, number)
    entry = batch.entry_of(actor.id)
    if entry is None or entry.keyed < batch.sheets:
        raise ConflictError(Message("Key every ballot of the batch first."))
    if entry.finished:
        return batch
    row = work.session.get(PaperEntryRow, (batch.id, entry.number))
    if row is None:
        raise NotFoundError
    row.finished = True
    work.session.flush()
    batch = find_batch(work, cycle_id, number)
    if batch.is_keyed_twice:
        _settle_equal(work, batch)
    about = {"batch": number, "entry": entry.number}
    work.write_journal(cycle_id, JournalEvent(ENTRY_FINISHED, VOTING, actor, about), now)
    return find_batch(work, cycle_id, number)


def read_mismatches(work: Work, batch: Batch) -> tuple[KeyedTwice, ...]:
    """Return the sheets on which the two differ and nobody has settled; nothing before both have finished."""
    if not batch.is_keyed_twice:
        return ()
    settled = read_settled(work, batch)
    return list_mismatches(_read_entry(work, batch, 1), _read_entry(work, batch, 2), settled)


def read_settled(work: Work, batch: Batch) -> Mapping[int, str]:
    """Return the lines on which two people agree, by position."""
    query = select(PaperSheetRow.position, PaperSheetRow.line).where(PaperSheetRow.batch_id == batch.id)
    return {position: line for position, line in work.session.execute(query)}


def _begin_entry(work: Work, batch: Batch, actor: Actor) -> Entry:
    taken = {entry.number for entry in batch.entries}
    number = next((number for number in (1, 2) if number not in taken), None)
    if number is None:
        raise ConflictError(Message("Two other officials key this batch. Take another one."))
    work.session.add(
        PaperEntryRow(
            batch_id=batch.id,
            number=number,
            official_id=actor.id,
            official_name=actor.name,
            finished=False,
        )
    )
    work.session.flush()
    return Entry(number, actor.id, actor.name, finished=False, keyed=0)


def _settle_equal(work: Work, batch: Batch) -> None:
    first, second = _read_entry(work, batch, 1), _read_entry(work, batch, 2)
    work.session.add_all(
        PaperSheetRow(batch_id=batch.id, position=position, line=line)
        for position, line in first.items()
        if second[position] == line
    )
    work.session.flush()


def _read_entry(work: Work, batch: Batch, number: int) -> Mapping[int, str]:
    query = select(PaperReadingRow.position, PaperReadingRow.line).where(
        PaperReadingRow.batch_id == batch.id, PaperReadingRow.entry == number
    )
    return {position: line for position, line in work.session.execute(query)}


def _require_unfixed(work: Work, cycle_id: CycleId) -> None:
    if work.session.get(PaperAuditRow, cycle_id) is not None:
        raise ConflictError(
            Message("The record is fixed for the audit. No batch can be added or taken back.")
        )


def _to_batch(work: Work, row: PaperBatchRow) -> Batch:
    entry, reading = PaperEntryRow, PaperReadingRow
    query = (
        select(entry, func.count(reading.position))
        .outerjoin(reading, (reading.batch_id == entry.batch_id) & (reading.entry == entry.number))
        .where(entry.batch_id == row.id)
        .group_by(*entry.__table__.columns)
        .order_by(entry.number)
    )
    entries = tuple(
        Entry(found.number, AccountId(found.official_id), found.official_name, found.finished, keyed)
        for found, keyed in work.session.execute(query)
    )
    settled = select(func.count()).where(PaperSheetRow.batch_id == row.id).select_from(PaperSheetRow)
    return Batch(
        row.id,
        row.number,
        DeskId(row.desk_id),
        AreaId(row.area),
        row.sheets,
        entries,
        work.session.scalars(settled).one(),
    )
