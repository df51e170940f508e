"""Runs a cycle through its stages: one act at a time, each refused with reasons or done and written in the journal.

Every function works within one transaction of the ledger it is handed; whoever calls commits. Nothing here is done
twice: a move is legal only from the state before it, and the ledger holds the cycle against other writers.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Generic, TypeVar

from pb.engine.acts import AMEND, CALENDAR, CLOSE, CLOSE_EARLY, OPEN, Act, ActName, Actor
from pb.engine.amendment import apply_amendment, refuse_amendment
from pb.engine.approval import Approval, give_consent, refuse_consent, refuse_use
from pb.engine.cycle import Cycle, start_cycle
from pb.engine.declaration import CycleDeclaration, check_declaration, end_stage
from pb.engine.journal import JournalEvent
from pb.engine.stage import Ledger, Stage
from pb.engine.transitions import due_at, due_move, move, refuse_move
from pb.kernel.canonical import digest
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.handoff import Handoff
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message, Value

L = TypeVar("L", bound=Ledger)

MOVES = frozenset({OPEN, CLOSE, CLOSE_EARLY})


class Engine(Generic[L]):
    """The stages a cycle may use, by their keys. It holds no state of any cycle."""

    def __init__(self, stages: Sequence[Stage[L]]) -> None:
        """Plug in the stages; their order here means nothing, each cycle declares its own."""
        self._stages = {stage.key: stage for stage in stages}

    def stage(self, key: StageKey) -> Stage[L]:
        """Return a stage by its key. Raises NotFoundError."""
        stage = self._stages.get(key)
        if stage is None:
            raise NotFoundError
        return stage

    def list_stages(self) -> tuple[Stage[L], ...]:
        """Return every kind of stage that is plugged in."""
        return tuple(self._stages.values())

    def name_stages(self, faults: tuple[Message, ...]) -> tuple[Message, ...]:
        """Return the faults with each stage under the name that people know it by."""
        names = {str(key): stage.name for key, stage in self._stages.items()}

        def name(value: Value) -> Value:
            return names.get(value, value) if isinstance(value, str) else value

        return tuple(
            replace(fault, values={place: name(value) for place, value in fault.values.items()})
            for fault in faults
        )

    def refuse_amendment(self, cycle: Cycle, key: StageKey, amendment: str) -> tuple[Message, ...]:
        """Return why this change of a stage's plan can't be made; empty when it can."""
        return self.name_stages(refuse_amendment(cycle, key, amendment))

    def check(self, declaration: CycleDeclaration) -> tuple[Message, ...]:
        """Return everything that keeps this declaration from running; empty when it is sound."""
        unknown = tuple(
            Message("There is no such kind of stage: %(stage)s.", {"stage": plan.key})
            for plan in declaration.stages
            if plan.key not in self._stages
        )
        faults = (*self.name_stages(check_declaration(declaration)), *unknown)
        if faults:
            return faults
        cycle = start_cycle(declaration)
        return tuple(
            fault for plan in declaration.stages for fault in self.stage(plan.key).check_rules(cycle)
        )

    def start(self, declaration: CycleDeclaration, work: L, actor: Actor, now: datetime) -> Cycle:
        """Begin a cycle. Raises NotNowError with the first fault of an unsound declaration."""
        _refuse(self.check(declaration))
        cycle = start_cycle(declaration)
        work.save_cycle(cycle)
        work.write_journal(
            cycle.id, JournalEvent("declare", "", actor, {"declaration": declaration.seal()}), now
        )
        return cycle

    def refusals(self, cycle: Cycle, act: Act, work: L, now: datetime) -> tuple[Message, ...]:
        """Return why an act can't be done now, missing approval not included; empty when it can."""
        stage = self.stage(act.stage)
        order = refuse_move(cycle, act, now)
        if order or act.name == AMEND:
            return order
        if act.name == OPEN:
            return stage.may_open(cycle, self.received(cycle, act.stage, work), work)
        if act.name in MOVES:
            return stage.may_close(cycle, work)
        if act.name not in stage.acts:
            raise NotFoundError
        return stage.may_perform(cycle, act.name, work)

    def received(self, cycle: Cycle, key: StageKey, work: L) -> Handoff | None:
        """Return the handoff of the stage before ``key``, or None."""
        before = cycle.predecessor(key)
        return work.load_handoff(cycle.id, before.key) if before else None

    def subject(self, cycle: Cycle, act: Act, work: L, amendment: str = "") -> str:
        """Return the digest of what two people agree on when they approve ``act``."""
        about = (
            None
            if act.name in MOVES or act.name == AMEND
            else self.stage(act.stage).subject_of(cycle, act.name, work)
        )
        return digest([cycle.declaration.seal(), act.stage, act.name, amendment, about])

    def needs_two(self, cycle: Cycle, act: Act) -> bool:
        """Whether the declaration asks for two people. A rule is changed by one until its stage has opened."""
        plan = cycle.declaration.plan(act.stage)
        if plan is None:
            return False
        if act.name in self.stage(act.stage).remedies:
            return True
        if act.name not in plan.two_person:
            return False
        return act.name != AMEND or cycle.is_open(act.stage) or cycle.has_closed(act.stage)

    def perform(
        self, cycle_id: CycleId, act: Act, work: L, actor: Actor, now: datetime, amendment: str = ""
    ) -> Cycle:
        """Do an act. Raises NotNowError with the first reason against it, a missing approval included."""
        cycle = work.load_cycle(cycle_id)
        _refuse(self.refusals(cycle, act, work, now))
        approval: Approval | None = None
        if self.needs_two(cycle, act):
            approval = work.find_approval(cycle.id, act)
            amendment = approval.amendment if approval else amendment
            _refuse(refuse_use(approval, self.subject(cycle, act, work, amendment), now))
        if approval is not None:
            work.save_approval(replace(approval, spent=True))
        return self._do(cycle, act, work, actor, now, amendment)

    def request(
        self, cycle_id: CycleId, act: Act, work: L, actor: Actor, now: datetime, id: str, amendment: str = ""
    ) -> Approval:
        """Ask for the consent of a second person. A newer request for the same act takes the older one's place."""
        cycle = work.load_cycle(cycle_id)
        if not self.needs_two(cycle, act):
            raise NotNowError(Message("This needs no second person."))
        if act.name == AMEND:
            _refuse(self.refuse_amendment(cycle, act.stage, amendment))
        elif act.name != OPEN:
            _refuse(self.refusals(cycle, act, work, now))
        earlier = work.find_approval(cycle.id, act)
        if earlier is not None:
            work.save_approval(replace(earlier, spent=True))
        subject = self.subject(cycle, act, work, amendment)
        approval = Approval(id, cycle.id, act, subject, actor, now, amendment)
        work.save_approval(approval)
        self._note(cycle, Act(act.stage, ActName(f"request-{act.name}")), work, actor, now, subject)
        return approval

    def approve(self, cycle_id: CycleId, act: Act, work: L, actor: Actor, now: datetime) -> Cycle:
        """Give the second consent, and do the act at once unless only its date is missing."""
        cycle = work.load_cycle(cycle_id)
        approval = work.find_approval(cycle.id, act)
        if approval is None:
            raise NotNowError(Message("Nobody has asked for this yet."))
        subject = self.subject(cycle, act, work, approval.amendment)
        _refuse(refuse_consent(approval, actor, subject, now))
        work.save_approval(give_consent(approval, actor, now))
        self._note(cycle, Act(act.stage, ActName(f"approve-{act.name}")), work, actor, now, subject)
        if act.name == OPEN and self.refusals(cycle, act, work, now):
            return cycle
        return self.perform(cycle.id, act, work, actor, now)

    def run_due(self, cycle_id: CycleId, work: L, now: datetime) -> Act | None:
        """Do the one move whose date has come, in the calendar's name; None when there is none or it is refused.

        Call it, each time in a transaction of its own, until it answers None: so a scheduler that was down catches up in
        order.
        """
        cycle = work.load_cycle(cycle_id)
        act = due_move(cycle, now)
        if act is None or self.waiting_for(cycle, act, work, now):
            return None
        self.perform(cycle_id, act, work, CALENDAR, now)
        return act

    def waiting_for(self, cycle: Cycle, act: Act, work: L, now: datetime) -> tuple[Message, ...]:
        """Return all that a move still waits for, a missing approval included."""
        refusals = self.refusals(cycle, act, work, now)
        if not self.needs_two(cycle, act):
            return refusals
        approval = work.find_approval(cycle.id, act)
        amendment = approval.amendment if approval else ""
        return (*refusals, *refuse_use(approval, self.subject(cycle, act, work, amendment), now))

    def _do(self, cycle: Cycle, act: Act, work: L, actor: Actor, now: datetime, amendment: str) -> Cycle:
        stage = self.stage(act.stage)
        about = ""
        if act.name == AMEND:
            _refuse(self.refuse_amendment(cycle, act.stage, amendment))
            cycle = replace(cycle, declaration=apply_amendment(cycle.declaration, act.stage, amendment))
            _refuse(self.check(cycle.declaration))
            about = amendment
        elif act.name in MOVES:
            cycle, about = self._move(cycle, act, stage, work, now)
        else:
            about = self.subject(cycle, act, work)
            stage.perform(cycle, act.name, work, now)
        work.save_cycle(cycle)
        self._note(cycle, act, work, actor, now, about)
        return cycle

    def _move(self, cycle: Cycle, act: Act, stage: Stage[L], work: L, now: datetime) -> tuple[Cycle, str]:
        if act.name == CLOSE_EARLY:
            # The calendar follows the decision, so that the stages after it can be moved forward too.
            cycle = replace(cycle, declaration=end_stage(cycle.declaration, act.stage, now))
        moved = move(cycle, act, now)
        if act.name == OPEN:
            stage.open(cycle, self.received(cycle, act.stage, work), work, now)
            return moved, ""
        handoff = stage.close(cycle, work, now)
        return moved, work.save_handoff(cycle.id, act.stage, handoff) if handoff else ""

    def _note(self, cycle: Cycle, act: Act, work: L, actor: Actor, now: datetime, about: str) -> None:
        details: dict[str, str] = {"declaration": cycle.declaration.seal(), "about": about}
        if act.name in (OPEN, CLOSE):
            details["due"] = due_at(cycle, act).isoformat()
        work.write_journal(cycle.id, JournalEvent(act.name, act.stage, actor, details), now)


def _refuse(refusals: tuple[Message, ...]) -> None:
    if refusals:
        raise NotNowError(refusals[0])
