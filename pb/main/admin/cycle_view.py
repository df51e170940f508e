"""A cycle as its officials see it: for each stage the tasks, the next move and all that it waits for."""

from dataclasses import dataclass
from datetime import datetime

from pb.engine.acts import AMEND, CLOSE, CLOSE_EARLY, OPEN, Act, ActName
from pb.engine.approval import Approval
from pb.engine.cycle import Cycle, StageStatus
from pb.engine.declaration import StagePlan
from pb.engine.engine import Engine
from pb.engine.stage import Task
from pb.engine.transitions import next_move
from pb.kernel.ids import AccountId
from pb.kernel.message import Message
from pb.main.admin.amendment_view import Change, list_changes
from pb.main.admin.words import name_act
from pb.storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class OfferedAct:
    """An act an official may ask for or do, or that the calendar does at its date.

    `refusals` tells why not yet; for the calendar's acts it leaves the date out, so that officials see early what is
    missing. `approval` is an unspent request, and `changes` what it would change in the stage's plan.
    """

    act: Act
    words: Message
    needs_two: bool
    refusals: tuple[Message, ...]
    approval: Approval | None
    is_calendar: bool
    changes: tuple[Change, ...] = ()

    def waits_for(self, viewer: AccountId) -> bool:
        """Whether a request stands that ``viewer`` could approve."""
        asked = self.approval is not None and not self.approval.is_given
        return asked and self.approval is not None and self.approval.requested_by.id != viewer


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage's part of the page."""

    plan: StagePlan
    name: Message
    status: StageStatus
    tasks: tuple[Task, ...]
    acts: tuple[OfferedAct, ...]


def view_stages(cycle: Cycle, engine: Engine[Work], work: Work, now: datetime) -> tuple[StageView, ...]:
    """Return the stages of a cycle in their order."""
    views: list[StageView] = []
    for plan, state in zip(cycle.declaration.stages, cycle.states, strict=True):
        stage = engine.stage(plan.key)
        acts = tuple(_offer(cycle, act, engine, work, now) for act in _list_acts(cycle, plan, engine, work))
        views.append(StageView(plan, stage.name, state.status, stage.tasks(cycle, work), acts))
    return tuple(views)


def _list_acts(cycle: Cycle, plan: StagePlan, engine: Engine[Work], work: Work) -> tuple[Act, ...]:
    amend, move = Act(plan.key, AMEND), next_move(cycle)
    asked = (amend,) if work.find_approval(cycle.id, amend) else ()
    if move is None or move.stage != plan.key:
        return asked
    if move.name == OPEN:
        return (*asked, move)
    stage = engine.stage(plan.key)
    own = (
        Act(plan.key, name)
        for name in stage.acts
        if name not in stage.remedies or not stage.may_perform(cycle, name, work)
    )
    return (*asked, *own, Act(plan.key, CLOSE_EARLY), move)


def _offer(cycle: Cycle, act: Act, engine: Engine[Work], work: Work, now: datetime) -> OfferedAct:
    approval = work.find_approval(cycle.id, act)
    plan = cycle.declaration.plan(act.stage)
    return OfferedAct(
        act=act,
        words=name_act(engine, act.stage, act.name),
        needs_two=engine.needs_two(cycle, act),
        refusals=_refuse(cycle, act, engine, work, now),
        approval=approval,
        is_calendar=act.name in (OPEN, CLOSE),
        changes=list_changes(plan, approval.amendment) if approval and approval.amendment and plan else (),
    )


def _refuse(cycle: Cycle, act: Act, engine: Engine[Work], work: Work, now: datetime) -> tuple[Message, ...]:
    stage = engine.stage(act.stage)
    if act.name == OPEN:
        return stage.may_open(cycle, engine.received(cycle, act.stage, work), work)
    if act.name == CLOSE:
        return stage.may_close(cycle, work)
    return engine.refusals(cycle, act, work, now)


def read_act(stage: str, name: str, plan: StagePlan | None, engine: Engine[Work]) -> Act | None:
    """Return the act an address names, or None when the stage has no such act."""
    if plan is None:
        return None
    known = {OPEN, CLOSE_EARLY, AMEND, *engine.stage(plan.key).acts}
    return Act(plan.key, ActName(name)) if name in known else None
