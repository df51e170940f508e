"""What the stages of this package have in common: no acts of their own beside opening and closing."""

from collections.abc import Mapping
from datetime import datetime

from pb.engine.acts import ActName
from pb.engine.cycle import Cycle
from pb.engine.public import Appointment
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Handoff
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.storage.review_acts import EVENTS


class PlainStage:
    """A stage that opens and closes, and is looked at by its pages."""

    acts: Mapping[ActName, Message] = {}
    remedies: frozenset[ActName] = frozenset()
    events: Mapping[str, Message] = EVENTS

    def appointments(self, cycle: Cycle, work: Work) -> tuple[Appointment, ...]:
        """There is nothing to go to beside the stage's own dates."""
        return ()

    def may_open(self, cycle: Cycle, received: Handoff | None, work: Work) -> tuple[Message, ...]:
        """Open at any time: there may be no proposals, and none is needed."""
        return ()

    def open(self, cycle: Cycle, received: Handoff | None, work: Work, now: datetime) -> None:
        """Need nothing; the pages look at the stage's state."""

    def subject_of(self, cycle: Cycle, act: ActName, work: Work) -> JSON:
        """Know no acts of its own."""
        raise NotFoundError

    def may_perform(self, cycle: Cycle, act: ActName, work: Work) -> tuple[Message, ...]:
        """Know no acts of its own."""
        raise NotFoundError

    def perform(self, cycle: Cycle, act: ActName, work: Work, now: datetime) -> None:
        """Know no acts of its own."""
        raise NotFoundError
