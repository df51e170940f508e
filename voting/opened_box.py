"""What is counted: the opened ballots of a cycle by area, with the lots for ties."""

from pb.engine.cycle import Cycle
from pb.kernel.handoff import AreaBallots, ClosedBox, SealedBox
from pb.kernel.ids import AreaId, CycleId
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import BallotStyle
from voting.core.encryption.group import Point
from voting.core.tally.closing import Closing
from voting.core.tally.files import name_ballots, name_paper
from voting.core.tally.lots import draw_lots
from voting.core.tally.opened import read_opened
from voting.core.tally.steps import list_next_steps
from voting.storage.elections import require_manifest
from voting.storage.tally_files import list_files
from voting.stored_bundle import StoredBundle
from voting.verify.outcome import check_lots


def are_ballots_open(work: Work, cycle_id: CycleId) -> bool:
    """Whether no step of the tally is left: every style's ballots are open, and the lots are drawn."""
    closing = Closing(require_manifest(work, cycle_id).manifest, b"")
    return next(list_next_steps(closing, list_files(work, cycle_id)), None) is None


def read_closed_box(work: Work, cycle: Cycle, sealed: SealedBox) -> ClosedBox:
    """Return every opened ballot by area, sorted as published. Ballots with faults are counted as invalid only."""
    manifest, bundle = require_manifest(work, cycle.id).manifest, StoredBundle(work, cycle.id)
    lot = check_lots(bundle, manifest)
    return ClosedBox(
        sealed.shortlist, tuple(_read_area(bundle, style, sealed, lot) for style in manifest.styles)
    )


def _read_area(bundle: StoredBundle, style: BallotStyle, sealed: SealedBox, lot: Point) -> AreaBallots:
    names = [name for name in (name_ballots(style.id), name_paper(style.id)) if name in bundle.names()]
    opened = [
        read_opened(line, style, f"{name} line {number}")
        for name in names
        for number, line in enumerate(bundle.read(name).splitlines(), 1)
    ]
    area = AreaId(style.id)
    valid = tuple(dict(ballot.choices) for ballot in opened if ballot.is_valid)
    return AreaBallots(area, valid, sealed.entitled[area], len(opened) - len(valid), draw_lots(lot, style))
