"""What is counted: the opened ballots of a cycle by area, with the lots for ties."""

from collections.abc import Sequence

from pb.engine.cycle import Cycle
from pb.kernel.handoff import AreaBallots, ClosedBox, SealedBox
from pb.kernel.ids import AreaId, CycleId
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import BallotStyle
from voting.core.encryption.group import Point
from voting.core.tally.closing import Closing
from voting.core.tally.files import name_ballots
from voting.core.tally.lots import draw_lots
from voting.core.tally.opened import OpenedBallot, read_opened
from voting.core.tally.steps import list_next_steps
from voting.storage.elections import require_manifest
from voting.storage.paper_ballots import read_paper_ballots
from voting.storage.tally_files import list_files
from voting.stored_bundle import StoredBundle
from voting.verify.outcome import check_lots


def are_ballots_open(work: Work, cycle_id: CycleId) -> bool:
    """Whether no step of the tally is left: every style's ballots are open, and the lots are drawn."""
    closing = Closing(require_manifest(work, cycle_id).manifest, b"")
    return next(list_next_steps(closing, list_files(work, cycle_id)), None) is None


def read_closed_box(work: Work, cycle: Cycle, sealed: SealedBox) -> ClosedBox:
    """Return every opened ballot and every paper ballot by area. Those with faults are counted as invalid only."""
    manifest, bundle = require_manifest(work, cycle.id).manifest, StoredBundle(work, cycle.id)
    lot, paper = check_lots(bundle, manifest), read_paper_ballots(work, cycle)
    areas = []
    for style in manifest.styles:
        ballots = (*_read_opened(bundle, style), *paper.get(AreaId(style.id), ()))
        areas.append(_join_area(style, ballots, sealed, lot))
    return ClosedBox(sealed.shortlist, tuple(areas))


def _read_opened(bundle: StoredBundle, style: BallotStyle) -> list[OpenedBallot]:
    name = name_ballots(style.id)
    lines = bundle.read(name).splitlines()
    return [read_opened(line, style, f"{name} line {number}") for number, line in enumerate(lines, 1)]


def _join_area(
    style: BallotStyle, ballots: Sequence[OpenedBallot], sealed: SealedBox, lot: Point
) -> AreaBallots:
    area = AreaId(style.id)
    valid = tuple(dict(ballot.choices) for ballot in ballots if ballot.is_valid)
    return AreaBallots(area, valid, sealed.entitled[area], len(ballots) - len(valid), draw_lots(lot, style))
