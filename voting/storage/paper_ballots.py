"""The paper ballots of a cycle as the count and the bundle take them: in the clear, in an order that tells nothing."""

from collections.abc import Mapping

from sqlalchemy import select

from pb.engine.cycle import Cycle
from pb.kernel.ids import AreaId
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import BallotStyle
from voting.core.paper.batch import write_serial
from voting.core.paper.gate import has_paper
from voting.core.tally.files import PAPER, name_paper
from voting.core.tally.opened import OpenedBallot
from voting.core.tally.paper import read_sheet, write_accounts, write_sheets
from voting.storage.paper_desks import read_desk_states
from voting.storage.paper_styles import find_styles
from voting.storage.paper_tables import PaperBatchRow, PaperSheetRow


def read_paper_ballots(work: Work, cycle: Cycle) -> Mapping[AreaId, tuple[OpenedBallot, ...]]:
    """Return every settled sheet by area, sorted by its published line, invalid ones with their faults."""
    if not has_paper(cycle):
        return {}
    styles = find_styles(work, cycle)
    return {area: _read_area(work, cycle, style, area) for area, style in styles.items()}


def read_record(work: Work, cycle: Cycle) -> Mapping[str, bytes]:
    """Return every settled sheet by serial, in the order of batches and places: what an audit compares sheets with."""
    batch, sheet = PaperBatchRow, PaperSheetRow
    query = (
        select(batch.number, sheet.position, sheet.line)
        .join(batch, batch.id == sheet.batch_id)
        .where(batch.cycle_id == cycle.id)
        .order_by(batch.number, sheet.position)
    )
    return {
        write_serial(number, position): line.encode()
        for number, position, line in work.session.execute(query)
    }


def write_paper_files(work: Work, cycle: Cycle) -> Mapping[str, bytes]:
    """Return the bundle's files of paper by name; none where the cycle has no desk."""
    desks = read_desk_states(work, cycle) if has_paper(cycle) else {}
    if not desks:
        return {}
    styles = find_styles(work, cycle)
    ballots = read_paper_ballots(work, cycle)
    sheets = {name_paper(styles[area].id): write_sheets(found) for area, found in ballots.items() if found}
    return {PAPER: write_accounts([desk.account for desk in desks.values()]), **sheets}


def _read_area(work: Work, cycle: Cycle, style: BallotStyle, area: AreaId) -> tuple[OpenedBallot, ...]:
    query = (
        select(PaperSheetRow.line)
        .join(PaperBatchRow, PaperBatchRow.id == PaperSheetRow.batch_id)
        .where(PaperBatchRow.cycle_id == cycle.id, PaperBatchRow.area == area)
    )
    lines = sorted(line.encode() for line in work.session.scalars(query))
    return tuple(read_sheet(line, style, f"a paper ballot of {area}") for line in lines)
