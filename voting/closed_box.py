"""Where the ballots of a closed vote are read from, for the count and for what is published of it."""

from pb.engine.cycle import Cycle
from pb.kernel.handoff import ClosedBox, SealedBox
from pb.kernel.ids import StageKey
from pb.storage.unit_of_work import Work
from voting import opened_box
from voting.core.rules import VOTING


def read_closed_box(work: Work, cycle: Cycle) -> ClosedBox:
    """Return the opened ballots by area. Raises LookupError before the vote has closed."""
    sealed = work.load_handoff(cycle.id, StageKey(VOTING))
    if not isinstance(sealed, SealedBox):
        raise LookupError(cycle.id)
    return opened_box.read_closed_box(work, cycle, sealed)
