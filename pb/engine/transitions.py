"""The legal moves of a cycle. Stages open and close one after the other; nothing is skipped and nothing runs twice."""

from dataclasses import replace
from datetime import datetime

from pb.engine.acts import CLOSE, CLOSE_EARLY, OPEN, Act, ActName
from pb.engine.cycle import Cycle, StageState, StageStatus
from pb.kernel.message import Message


def next_move(cycle: Cycle) -> Act | None:
    """Return the only move the order of stages allows now; None when the cycle is over."""
    for state in cycle.states:
        if state.status is StageStatus.OPEN:
            return Act(state.key, CLOSE)
        if state.status is StageStatus.COMING:
            return Act(state.key, OPEN)
    return None


def due_move(cycle: Cycle, now: datetime) -> Act | None:
    """Return the next move if its date has come; one at a time, so that a late scheduler catches up in order."""
    move = next_move(cycle)
    return move if move is not None and now >= due_at(cycle, move) else None


def due_at(cycle: Cycle, move: Act) -> datetime:
    """Return the date the calendar sets for opening or closing a stage of the cycle."""
    plan = cycle.declaration.plan(move.stage)
    if plan is None:
        raise LookupError(move.stage)
    return plan.opens_at if move.name == OPEN else plan.closes_at


def refuse_move(cycle: Cycle, act: Act, now: datetime) -> tuple[Message, ...]:
    """Return why the order of stages or the calendar forbids opening or closing; empty when it may happen."""
    state = cycle.state(act.stage)
    if state is None:
        return (Message("This cycle has no such stage."),)
    if act.name == OPEN:
        return _refuse_open(cycle, state, now)
    if act.name in (CLOSE, CLOSE_EARLY):
        return _refuse_close(cycle, state, act.name, now)
    return ()


def move(cycle: Cycle, act: Act, now: datetime) -> Cycle:
    """Return the cycle after a move that `refuse_move` allows."""
    state = cycle.state(act.stage)
    if state is None or refuse_move(cycle, act, now):
        raise ValueError(f"not a legal move: {act}")
    if act.name == OPEN:
        return cycle.with_state(replace(state, status=StageStatus.OPEN, opened_at=now))
    return cycle.with_state(replace(state, status=StageStatus.CLOSED, closed_at=now))


def _refuse_open(cycle: Cycle, state: StageState, now: datetime) -> tuple[Message, ...]:
    if state.status is StageStatus.OPEN:
        return (Message("The stage is open already."),)
    if state.status is StageStatus.CLOSED:
        return (Message("The stage has closed. A closed stage does not open again."),)
    refusals: list[Message] = []
    before = cycle.predecessor(state.key)
    if before is not None and not cycle.has_closed(before.key):
        refusals.append(Message("The stage before this one has not closed yet."))
    opens_at = due_at(cycle, Act(state.key, OPEN))
    if now < opens_at:
        refusals.append(Message("The stage opens on %(date)s.", {"date": opens_at}))
    return tuple(refusals)


def _refuse_close(cycle: Cycle, state: StageState, name: ActName, now: datetime) -> tuple[Message, ...]:
    if state.status is StageStatus.COMING:
        return (Message("The stage has not opened yet."),)
    if state.status is StageStatus.CLOSED:
        return (Message("The stage has closed already."),)
    closes_at = due_at(cycle, Act(state.key, CLOSE))
    if name == CLOSE and now < closes_at:
        return (Message("The stage closes on %(date)s.", {"date": closes_at}),)
    return ()
