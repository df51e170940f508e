"""Where the ballots of a closed vote are read from, for the count and for what is published of it."""

from pb.engine.cycle import Cycle
from pb.kernel.handoff import ClosedBox
from pb.kernel.ids import StageKey
from pb.storage.unit_of_work import Work
from voting.core.rules import VOTING


def read_closed_box(work: Work, cycle: Cycle) -> ClosedBox:
    """Return the opened ballots by area. Raises LookupError before the vote has closed."""
    box = work.load_handoff(cycle.id, StageKey(VOTING))
    if not isinstance(box, ClosedBox):
        raise LookupError(cycle.id)
    return box
