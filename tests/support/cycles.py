"""Cycles for tests: a small declaration, stages that do as they are told, and a ledger in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pb.engine.acts import Act, ActName, Actor
from pb.engine.approval import Approval
from pb.engine.cycle import Cycle
from pb.engine.declaration import Area, CycleDeclaration, StagePlan
from pb.engine.journal import JournalEntry, JournalEvent, chain_event
from pb.engine.public import Appointment, Figure, News, Resource, Slide
from pb.engine.stage import Fact, Ledger, Offer, Task
from pb.kernel.canonical import JSON, digest
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Handoff, Submissions
from pb.kernel.ids import AccountId, AreaId, CycleId, ProposalId, StageKey
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.kernel.plain import to_plain

START = datetime(2027, 2, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
CLERK = Actor(AccountId("clerk"), "Clerk")
CHAIR = Actor(AccountId("chair"), "Chair")
TRIO = LocalizedText(fi="Kierros", sv="Omgång", en="Round")


def declare(*plans: StagePlan, currency: str | None = "EUR") -> CycleDeclaration:
    """Return a sound declaration with two areas and the given stages."""
    budget = Cents(40_000_00) if currency else Cents(0)
    areas = tuple(Area(AreaId(name), LocalizedText(fi=name), budget) for name in ("north", "south"))
    return CycleDeclaration(CycleId("2027"), TRIO, areas, plans, currency=currency)


def plan(key: str, day: int, *, days: int = 10, two_person: frozenset[str] = frozenset()) -> StagePlan:
    """Return a stage plan that opens ``day`` days after START."""
    opens_at = START + day * DAY
    return StagePlan(StageKey(key), opens_at, opens_at + days * DAY, two_person=two_person)


@dataclass
class MemoryLedger:
    """The engine's ledger as plain dictionaries."""

    cycles: dict[CycleId, Cycle] = field(default_factory=dict)
    handoffs: dict[tuple[CycleId, StageKey], Handoff] = field(default_factory=dict)
    journal: list[JournalEntry] = field(default_factory=list)
    approvals: dict[str, Approval] = field(default_factory=dict)

    def load_cycle(self, cycle_id: CycleId) -> Cycle:
        if cycle_id not in self.cycles:
            raise NotFoundError
        return self.cycles[cycle_id]

    def save_cycle(self, cycle: Cycle) -> None:
        self.cycles[cycle.id] = cycle

    def load_handoff(self, cycle_id: CycleId, stage: StageKey) -> Handoff | None:
        return self.handoffs.get((cycle_id, stage))

    def save_handoff(self, cycle_id: CycleId, stage: StageKey, handoff: Handoff) -> str:
        if (cycle_id, stage) in self.handoffs:
            raise AssertionError("a handoff was written twice")
        self.handoffs[cycle_id, stage] = handoff
        return digest(to_plain(handoff))

    def write_journal(self, cycle_id: CycleId, event: JournalEvent, at: datetime) -> None:
        self.journal.append(chain_event(event, at, self.journal[-1] if self.journal else None))

    def find_approval(self, cycle_id: CycleId, act: Act) -> Approval | None:
        found = [item for item in self.approvals.values() if item.act == act and not item.spent]
        return max(found, key=lambda item: item.requested_at, default=None)

    def save_approval(self, approval: Approval) -> None:
        self.approvals[approval.id] = replace(approval)

    def acts(self) -> list[str]:
        """Return the journal's acts in their order."""
        return [f"{entry.event.act} {entry.event.stage}".strip() for entry in self.journal]


@dataclass
class ObedientStage:
    """A stage that refuses what its fields say and remembers what was done to it."""

    key: StageKey
    name: Message = field(default_factory=lambda: Message("A stage"))
    acts: Mapping[ActName, Message] = field(default_factory=dict)
    remedies: frozenset[ActName] = frozenset()
    events: Mapping[str, Message] = field(default_factory=dict)
    refuse_open: tuple[Message, ...] = ()
    refuse_close: tuple[Message, ...] = ()
    about: str = "first"
    done: list[str] = field(default_factory=list)

    def check_rules(self, cycle: Cycle) -> tuple[Message, ...]:
        return ()

    def may_open(self, cycle: Cycle, received: Handoff | None, work: Ledger) -> tuple[Message, ...]:
        return self.refuse_open

    def may_close(self, cycle: Cycle, work: Ledger) -> tuple[Message, ...]:
        return self.refuse_close

    def open(self, cycle: Cycle, received: Handoff | None, work: Ledger, now: datetime) -> None:
        self.done.append("open")

    def close(self, cycle: Cycle, work: Ledger, now: datetime) -> Handoff | None:
        self.done.append("close")
        return Submissions((ProposalId(self.key),))

    def subject_of(self, cycle: Cycle, act: ActName, work: Ledger) -> JSON:
        return self.about

    def may_perform(self, cycle: Cycle, act: ActName, work: Ledger) -> tuple[Message, ...]:
        return () if cycle.is_open(self.key) else (Message("Not open."),)

    def perform(self, cycle: Cycle, act: ActName, work: Ledger, now: datetime) -> None:
        self.done.append(act)

    def facts(self, cycle: Cycle, work: Ledger) -> tuple[Fact, ...]:
        return ()

    def offer(self, cycle: Cycle, work: Ledger) -> Offer | None:
        return None

    def tasks(self, cycle: Cycle, work: Ledger) -> tuple[Task, ...]:
        return ()

    def open_data(self, cycle: Cycle, work: Ledger) -> Mapping[str, JSON]:
        return {}

    def slides(self, cycle: Cycle, work: Ledger) -> tuple[Slide, ...]:
        return ()

    def news(self, cycle: Cycle, work: Ledger) -> tuple[News, ...]:
        return ()

    def appointments(self, cycle: Cycle, work: Ledger) -> tuple[Appointment, ...]:
        """Return none."""
        return ()

    def figures(self, cycle: Cycle, work: Ledger) -> tuple[Figure, ...]:
        return ()

    def resources(self) -> tuple[Resource[Ledger], ...]:
        return ()
