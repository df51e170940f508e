"""From the closed box to opened ballots and to what is counted.

The steps are those of `voting.core.tally.steps`; here their files are kept, each step's in one transaction. Killed
at any point, the next call goes on with the step whose files aren't there. In trustee custody the server can't open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.kernel.handoff import AreaBallots, ClosedBox, SealedBox
from pb.kernel.ids import AreaId, CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import BallotStyle
from voting.core.board.ballot_box import BallotBox
from voting.core.board.manifest import Manifest
from voting.core.board.server_keys import ServerKeys
from voting.core.encryption.group import Point
from voting.core.mixing.spread import Spread, work_in_turn
from voting.core.tally.closing import Closing
from voting.core.tally.files import name_ballots, name_lot, name_mix, name_shares
from voting.core.tally.lots import check_lot_share, combine_lot, draw_lots
from voting.core.tally.opened import OpenedBallot, read_opened
from voting.core.tally.steps import (
    Files,
    LotStep,
    MixStep,
    OpenStep,
    Step,
    check_opening,
    list_next_steps,
    run_lot,
    run_mix,
    run_opening,
    run_publishing,
    take_table,
)
from voting.opening import read_closing
from voting.storage.elections import find_election, require_manifest
from voting.storage.paper_ballots import read_paper_ballots
from voting.storage.tally_files import keep_files, list_files, read_tally_file


@dataclass(frozen=True, slots=True)
class TallyDesk:
    """Where a cycle's tally is worked on: the database, the server's keys, and how work is spread over the cores."""

    database: Database
    keys: ServerKeys
    spread: Spread = work_in_turn


def open_ballots(desk: TallyDesk, cycle_id: CycleId) -> None:
    """Take one step after the other until all ballots are open. Only in server custody: raises LookupError otherwise."""
    with desk.database.read() as work:
        election = find_election(work, cycle_id)
        if election is None or election.locked_share is None:
            raise LookupError(f"the server holds no key of {cycle_id}")
        share = desk.keys.unlock_share(cycle_id, election.locked_share)
        closing, box = read_closing(work, cycle_id)
    while step := _find_next(desk, cycle_id, closing):
        files = _run(desk, cycle_id, step, closing, box, share)
        with desk.database.write() as work:
            keep_files(work, cycle_id, files)
            work.commit()


def are_ballots_open(work: Work, cycle_id: CycleId) -> bool:
    """Whether no step of the tally is left: every style's ballots are open, and the lots are drawn."""
    closing = Closing(require_manifest(work, cycle_id).manifest, b"")
    return next(list_next_steps(closing, list_files(work, cycle_id)), None) is None


def read_closed_box(work: Work, cycle: Cycle, sealed: SealedBox) -> ClosedBox:
    """Return every opened ballot and every paper ballot by area. Those with faults are counted as invalid only."""
    manifest = require_manifest(work, cycle.id).manifest
    lot = _read_lot(work, cycle.id, manifest)
    paper = read_paper_ballots(work, cycle)
    areas = []
    for style in manifest.styles:
        ballots = (*_read_opened(work, cycle.id, style), *paper.get(AreaId(style.id), ()))
        areas.append(_join_area(style, ballots, sealed, lot))
    return ClosedBox(sealed.shortlist, tuple(areas))


def _read_lot(work: Work, cycle_id: CycleId, manifest: Manifest) -> Point:
    roster = manifest.ceremony.election_key.roster
    names = list_files(work, cycle_id)
    there = [trustee for trustee in range(1, len(roster.cards) + 1) if name_lot(trustee) in names]
    return combine_lot(
        {
            trustee: check_lot_share(manifest, trustee, read_tally_file(work, cycle_id, name_lot(trustee)))
            for trustee in there[: roster.threshold]
        }
    )


def _read_opened(work: Work, cycle_id: CycleId, style: BallotStyle) -> list[OpenedBallot]:
    name = name_ballots(style.id)
    lines = read_tally_file(work, cycle_id, name).splitlines()
    return [read_opened(line, style, f"{name} line {number}") for number, line in enumerate(lines, 1)]


def _join_area(
    style: BallotStyle, ballots: Sequence[OpenedBallot], sealed: SealedBox, lot: Point
) -> AreaBallots:
    area = AreaId(style.id)
    valid = tuple(dict(ballot.choices) for ballot in ballots if ballot.is_valid)
    return AreaBallots(area, valid, sealed.entitled[area], len(ballots) - len(valid), draw_lots(lot, style))


def _find_next(desk: TallyDesk, cycle_id: CycleId, closing: Closing) -> Step | None:
    with desk.database.read() as work:
        return next(list_next_steps(closing, list_files(work, cycle_id)), None)


def _run(
    desk: TallyDesk, cycle_id: CycleId, step: Step, closing: Closing, box: BallotBox, share: int
) -> Files:
    def read(name: str) -> bytes:
        with desk.database.read() as work:
            return read_tally_file(work, cycle_id, name)

    if isinstance(step, LotStep):
        return run_lot(closing, step, share)
    style, spread = step.style, desk.spread
    if isinstance(step, MixStep):
        before = take_table(style, box.final_table(style), step.number, read)
        return run_mix(closing, step, before, spread)
    table = read(name_mix(style.id, len(closing.manifest.mixers)))
    if isinstance(step, OpenStep):
        return run_opening(closing, step, table, share, spread)
    opening = OpenStep(style, 1)
    shares = check_opening(
        closing, opening, table, {opening.files[0]: read(name_shares(style.id, 1))}, spread
    )
    return run_publishing(closing, step, table, {1: shares}, spread)
