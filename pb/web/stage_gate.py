"""Pages that belong to an open stage ask here first; the refusal tells what is open instead."""

from datetime import datetime

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work


def require_open(cycle: Cycle, key: StageKey, engine: Engine[Work]) -> None:
    """Return if the stage is open. Raises NotFoundError when the cycle has no such stage, else NotNowError."""
    plan = cycle.declaration.plan(key)
    if plan is None:
        raise NotFoundError
    if cycle.is_open(key):
        return
    name = engine.stage(key).name
    if cycle.has_closed(key):
        happened = Message("%(stage)s ended on %(date)s.", {"stage": name, "date": _closed_at(cycle, key)})
    else:
        happened = Message("%(stage)s begins on %(date)s.", {"stage": name, "date": plan.opens_at})
    current = cycle.open_stage
    if current is None:
        raise NotNowError(happened, f"cycles/{cycle.id}")
    raise NotNowError(
        Message(
            "%(happened)s Open now: %(current)s, until %(until)s.",
            {"happened": happened, "current": engine.stage(current.key).name, "until": current.closes_at},
        ),
        f"cycles/{cycle.id}",
    )


def _closed_at(cycle: Cycle, key: StageKey) -> datetime:
    state, plan = cycle.state(key), cycle.declaration.plan(key)
    if state is None or plan is None:
        raise NotFoundError
    return state.closed_at or plan.closes_at
