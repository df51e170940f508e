"""What every page of voting on paper asks first: who works with sheets, and whether this vote has any."""

from pb.engine.cycle import Cycle
from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from pb.web.access import staff
from pb.web.roles import Role
from voting.core.paper.gate import require_paper

PAPER_STAFF = staff(Role.OFFICIAL, Role.ADMINISTRATOR)
"""Who hands out, accounts for and keys paper ballots."""


def read_paper_cycle(work: Work, cycle: str) -> Cycle:
    """Return a cycle that votes on paper. Raises NotFoundError for any other."""
    found = work.read_cycle(CycleId(cycle))
    require_paper(found)
    return found
