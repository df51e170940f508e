"""Where rolls are taken in and letters are made: the database, the server's secret, the clock and the time zone."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pb.engine.acts import Actor
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.kernel.canonical import JSON
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from voting.core.rules import VOTING

FINLAND = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True, slots=True)
class RollDesk:
    """What an act on the roll needs. The zone says on which day voting opens, which the age rule asks."""

    database: Database
    secret: bytes
    clock: Clock
    zone: ZoneInfo = FINLAND

    def note(self, work: Work, cycle_id: CycleId, act: str, actor: Actor, details: JSON) -> None:
        """Write an act on the roll in the journal: counts, never a person."""
        work.write_journal(cycle_id, JournalEvent(act, VOTING, actor, details), self.clock.now())


def require_vote(cycle: Cycle) -> None:
    """Raise NotFoundError for a cycle without a vote."""
    if cycle.declaration.plan(VOTING) is None:
        raise NotFoundError


def require_changeable(cycle: Cycle) -> None:
    """Return while the whole roll may change. Raises NotFoundError for a cycle without a vote."""
    require_vote(cycle)
    if cycle.is_open(VOTING) or cycle.has_closed(VOTING):
        raise NotNowError(Message("Voting has begun. The electoral roll can no longer be changed."))
