"""The desks that hand out paper, and their accounts as they stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import NewType

from sqlalchemy import func, select

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.ids import AreaId, CycleId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from voting.core.paper.account import DeskState, Pile, SheetKind, list_all_lacks
from voting.core.paper.events import DESK_ADDED, SHEETS_WRITTEN
from voting.core.paper.gate import has_paper, require_uncounted
from voting.core.rules import VOTING
from voting.storage.paper_tables import (
    PaperBatchRow,
    PaperDeskRow,
    PaperMarkRow,
    PaperMovementRow,
    PaperSheetRow,
)

DeskId = NewType("DeskId", str)
"""A desk of one cycle; random."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A place that hands out paper: its name, and where it is."""

    id: DeskId
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Movement:
    """A number of sheets of an area that somebody wrote down for a desk; below zero takes back a slip."""

    area: AreaId
    kind: SheetKind
    sheets: int
    written_by: str
    at: datetime


def add_desk(work: Work, cycle_id: CycleId, name: str, place: str, actor: Actor, now: datetime) -> DeskId:
    """Add a desk. Raises ConflictError when the cycle has one of this name."""
    require_uncounted(work.load_cycle(cycle_id))
    if any(desk.name.casefold() == name.casefold() for desk in list_desks(work, cycle_id)):
        raise ConflictError(Message("There is a desk with this name already."))
    desk = DeskId(token_hex(8))
    work.session.add(PaperDeskRow(id=desk, cycle_id=cycle_id, name=name, place=place))
    work.write_journal(cycle_id, JournalEvent(DESK_ADDED, VOTING, actor, {"desk": name, "place": place}), now)
    return desk


def list_desks(work: Work, cycle_id: CycleId) -> tuple[Desk, ...]:
    """Return a cycle's desks by name."""
    query = select(PaperDeskRow).where(PaperDeskRow.cycle_id == cycle_id).order_by(PaperDeskRow.name)
    return tuple(Desk(DeskId(row.id), row.name, row.place) for row in work.session.scalars(query))


def find_desk(work: Work, cycle_id: CycleId, desk_id: str) -> Desk:
    """Return a desk of this cycle. Raises NotFoundError."""
    row = work.session.get(PaperDeskRow, desk_id)
    if row is None or row.cycle_id != cycle_id:
        raise NotFoundError
    return Desk(DeskId(row.id), row.name, row.place)


def write_sheets_down(
    work: Work,
    cycle_id: CycleId,
    desk_id: str,
    area: AreaId,
    kind: SheetKind,
    sheets: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Write down sheets of an area as issued, spoiled, lost or unused; below zero takes back what was written.

    Raises ConflictError when more would be taken back than was written, and NotNowError once votes are counted.
    """
    require_uncounted(work.load_cycle(cycle_id))
    desk = find_desk(work, cycle_id, desk_id)
    movements = list_movements(work, desk.id)
    standing = sum(entry.sheets for entry in movements if (entry.area, entry.kind) == (area, kind))
    if standing + sheets < 0:
        raise ConflictError(
            Message("Only %(count)s are written down; more can't be taken back.", {"count": standing})
        )
    work.session.add(
        PaperMovementRow(
            desk_id=desk.id,
            sequence=len(movements) + 1,
            area=area,
            kind=kind.value,
            sheets=sheets,
            written_by=actor.name,
            at=now,
        )
    )
    about = {"desk": desk.name, "area": area, "kind": kind.value, "sheets": sheets}
    work.write_journal(cycle_id, JournalEvent(SHEETS_WRITTEN, VOTING, actor, about), now)


def list_movements(work: Work, desk_id: DeskId) -> tuple[Movement, ...]:
    """Return what was written down for a desk, the oldest first."""
    query = (
        select(PaperMovementRow)
        .where(PaperMovementRow.desk_id == desk_id)
        .order_by(PaperMovementRow.sequence)
    )
    return tuple(
        Movement(AreaId(row.area), SheetKind(row.kind), row.sheets, row.written_by, row.at)
        for row in work.session.scalars(query)
    )


def read_desk_states(work: Work, cycle: Cycle) -> Mapping[DeskId, DeskState]:
    """Return every desk's account as it stands, by desk in the order of names."""
    written = _sum_written(work, cycle.id)
    cast, unsettled = _sum_batches(work, cycle.id)
    marked = _count_marks(work, cycle.id)
    areas = [area.id for area in cycle.declaration.areas]
    return {
        desk.id: DeskState(
            desk.name,
            tuple(_make_pile(area, written[desk.id], cast[desk.id]) for area in areas),
            marked.get(desk.id, 0),
            tuple(sorted(unsettled[desk.id])),
        )
        for desk in list_desks(work, cycle.id)
    }


def list_unbalanced(work: Work, cycle: Cycle) -> tuple[Message, ...]:
    """Return why paper ballots can't be counted yet, desk by desk; empty when all balance or there is no paper."""
    if not has_paper(cycle):
        return ()
    return list_all_lacks(tuple(read_desk_states(work, cycle).values()), name_areas(cycle))


def name_areas(cycle: Cycle) -> Mapping[AreaId, str]:
    """Return each area's name as it stands on signs: in Finnish and Swedish where they differ."""
    return {
        area.id: " / ".join(dict.fromkeys(filter(None, (area.name.fi, area.name.sv)))) or area.id
        for area in cycle.declaration.areas
    }


def _make_pile(area: AreaId, written: Mapping[tuple[str, str], int], cast: Mapping[str, int]) -> Pile:
    return Pile(
        area,
        issued=written.get((area, SheetKind.ISSUED), 0),
        cast=cast.get(area, 0),
        spoiled=written.get((area, SheetKind.SPOILED), 0),
        lost=written.get((area, SheetKind.LOST), 0),
        unused=written.get((area, SheetKind.UNUSED), 0),
    )


def _sum_written(work: Work, cycle_id: CycleId) -> Mapping[str, Mapping[tuple[str, str], int]]:
    row = PaperMovementRow
    query = (
        select(row.desk_id, row.area, row.kind, func.sum(row.sheets))
        .join(PaperDeskRow, PaperDeskRow.id == row.desk_id)
        .where(PaperDeskRow.cycle_id == cycle_id)
        .group_by(row.desk_id, row.area, row.kind)
    )
    sums: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for desk, area, kind, sheets in work.session.execute(query):
        sums[desk][area, kind] = int(sheets)
    return sums


def _sum_batches(
    work: Work, cycle_id: CycleId
) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, Iterable[int]]]:
    """Return the settled sheets by desk and area, and by desk the batches that have others too."""
    batch = PaperBatchRow
    query = (
        select(batch.desk_id, batch.area, batch.number, batch.sheets, func.count(PaperSheetRow.position))
        .outerjoin(PaperSheetRow, PaperSheetRow.batch_id == batch.id)
        .where(batch.cycle_id == cycle_id)
        .group_by(batch.id, batch.desk_id, batch.area, batch.number, batch.sheets)
    )
    cast: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    unsettled: defaultdict[str, list[int]] = defaultdict(list)
    for desk, area, number, sheets, settled in work.session.execute(query):
        cast[desk][area] += settled
        if settled < sheets:
            unsettled[desk].append(number)
    return cast, unsettled


def _count_marks(work: Work, cycle_id: CycleId) -> Mapping[str, int]:
    row = PaperMarkRow
    query = select(row.desk_id, func.count()).where(row.cycle_id == cycle_id).group_by(row.desk_id)
    return {desk: count for desk, count in work.session.execute(query)}
