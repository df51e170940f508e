"""The cycle's stages as a resident sees them on every page: what is done, what is on now, what comes."""

from dataclasses import dataclass
from datetime import datetime

from pb.engine.cycle import Cycle, StageStatus
from pb.engine.engine import Engine
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work

STATES = {StageStatus.CLOSED: "done", StageStatus.OPEN: "current", StageStatus.COMING: "coming"}


@dataclass(frozen=True, slots=True)
class Step:
    """One stage in the stepper; `state` is ``done``, ``current`` or ``coming``."""

    name: Message
    state: str
    opens_at: datetime
    closes_at: datetime


def list_steps(cycle: Cycle, engine: Engine[Work]) -> tuple[Step, ...]:
    """Return the cycle's stages in their order."""
    return tuple(
        Step(engine.stage(plan.key).name, STATES[state.status], plan.opens_at, plan.closes_at)
        for plan, state in zip(cycle.declaration.stages, cycle.states, strict=True)
    )
