"""What the engine knows of a stage, and all that a new kind of stage has to say.

`W` is the unit of work the stages share: the engine hands it through and asks of it only what `Ledger` names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from pb.engine.acts import Act, ActName
from pb.engine.approval import Approval
from pb.engine.cycle import Cycle
from pb.engine.journal import JournalEvent
from pb.engine.public import Appointment, Figure, News, Resource, Slide
from pb.kernel.canonical import JSON
from pb.kernel.handoff import Handoff
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message


class Ledger(Protocol):
    """What the engine keeps, within one transaction that is all done or not at all."""

    def load_cycle(self, cycle_id: CycleId) -> Cycle:
        """Return the cycle, held against other writers until the transaction ends. Raises NotFoundError."""
        ...

    def save_cycle(self, cycle: Cycle) -> None:
        """Keep the cycle's declaration and states."""
        ...

    def load_handoff(self, cycle_id: CycleId, stage: StageKey) -> Handoff | None:
        """Return what a closed stage handed on, or None."""
        ...

    def save_handoff(self, cycle_id: CycleId, stage: StageKey, handoff: Handoff) -> str:
        """Keep what a stage hands on and return its digest. A handoff is written once."""
        ...

    def write_journal(self, cycle_id: CycleId, event: JournalEvent, at: datetime) -> None:
        """Append to the cycle's journal."""
        ...

    def find_approval(self, cycle_id: CycleId, act: Act) -> Approval | None:
        """Return the newest unspent approval of an act, or None."""
        ...

    def save_approval(self, approval: Approval) -> None:
        """Keep a new or changed approval."""
        ...


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure worth showing on the cycle's page, such as how many have voted.

    With a `path`, below the cycle's page, it stands in the list of what else there is to read, and leads there.
    """

    label: Message
    value: Message
    path: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a resident can do now: a button's words and its address below the cycle's page."""

    label: Message
    path: str
    lead: Message


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the officials' task list: what, whether it is done, and the page where it is done."""

    label: Message
    done: bool
    note: Message | None = None
    path: str = ""


W = TypeVar("W", bound=Ledger, contravariant=True)


class Stage(Protocol[W]):
    """A kind of stage. It never sees another stage, only the handoff of the one before it."""

    key: StageKey
    name: Message
    acts: Mapping[ActName, Message]
    """The acts of its own beside opening, closing and amending, each with the words of its button."""
    remedies: frozenset[ActName]
    """Those of its acts that mend what should never happen: two people must agree on them, whatever the declaration
    says, and officials see them only when they can be done."""
    events: Mapping[str, Message]
    """What else it writes in the journal, each with the words an official reads there."""

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        """Return what is wrong with the rules declared for this stage; empty when they are sound."""
        ...

    def may_open(self, cycle: Cycle, received: Handoff | None, work: W) -> tuple[Message, ...]:
        """Return why the stage can't open yet, each with what to do; empty when it can."""
        ...

    def may_close(self, cycle: Cycle, work: W) -> tuple[Message, ...]:
        """Return why the stage can't close yet, each with what to do; empty when it can."""
        ...

    def open(self, cycle: Cycle, received: Handoff | None, work: W, now: datetime) -> None:
        """Do what opening needs, within the transaction."""
        ...

    def close(self, cycle: Cycle, work: W, now: datetime) -> Handoff | None:
        """Do what closing needs, within the transaction, and return what is handed on."""
        ...

    def subject_of(self, cycle: Cycle, act: ActName, work: W) -> JSON:
        """Return what an act of this stage's own is about: the value that two people approve."""
        ...

    def may_perform(self, cycle: Cycle, act: ActName, work: W) -> tuple[Message, ...]:
        """Return why an act of its own can't be done now; empty when it can."""
        ...

    def perform(self, cycle: Cycle, act: ActName, work: W, now: datetime) -> None:
        """Do an act of its own, within the transaction."""
        ...

    def facts(self, cycle: Cycle, work: W) -> tuple[Fact, ...]:
        """Return the figures to show on the cycle's page. Never anything of a count before publication."""
        ...

    def offer(self, cycle: Cycle, work: W) -> Offer | None:
        """Return what residents can do in this stage now, or None."""
        ...

    def tasks(self, cycle: Cycle, work: W) -> tuple[Task, ...]:
        """Return the officials' task list for this stage."""
        ...

    def open_data(self, cycle: Cycle, work: W) -> Mapping[str, JSON]:
        """Return what anyone may download of this stage now. Never anything of a count before publication."""
        ...

    def slides(self, cycle: Cycle, work: W) -> tuple[Slide, ...]:
        """Return what screens in public places show of this stage now. Never anything of a count before publication."""
        ...

    def news(self, cycle: Cycle, work: W) -> tuple[News, ...]:
        """Return what happened in this stage that followers hear of, beside its opening and closing."""
        ...

    def appointments(self, cycle: Cycle, work: W) -> tuple[Appointment, ...]:
        """Return where people can meet during this stage, beside its own dates."""
        ...

    def figures(self, cycle: Cycle, work: W) -> tuple[Figure, ...]:
        """Return what the yearly report counts of this stage. Never anything of a count before publication."""
        ...

    def resources(self) -> tuple[Resource[W], ...]:
        """Return the lists that programs may read of this stage."""
        ...
