"""A cycle as it stands: its declaration, and how far each stage has come."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pb.engine.declaration import CycleDeclaration, StagePlan
from pb.kernel.ids import CycleId, StageKey


class StageStatus(StrEnum):
    """How far a stage has come. It only ever moves down this list."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class StageState:
    """One stage's status, and when it really opened and closed."""

    key: StageKey
    status: StageStatus = StageStatus.COMING
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A declaration and the states of its stages, in the same order.

    Invariant: closed stages, then at most one open stage, then coming stages.
    """

    declaration: CycleDeclaration
    states: tuple[StageState, ...]

    @property
    def id(self) -> CycleId:
        """The cycle's short name."""
        return self.declaration.id

    @property
    def open_stage(self) -> StagePlan | None:
        """The stage that is open now, or None between stages, before the first and after the last."""
        return next(
            (
                plan
                for plan, state in zip(self.declaration.stages, self.states, strict=True)
                if state.status is StageStatus.OPEN
            ),
            None,
        )

    @property
    def is_over(self) -> bool:
        """Whether every stage has closed."""
        return all(state.status is StageStatus.CLOSED for state in self.states)

    def state(self, key: str) -> StageState | None:
        """Return a stage's state, or None when the cycle has no such stage."""
        return next((state for state in self.states if state.key == key), None)

    def is_open(self, key: str) -> bool:
        """Whether the stage ``key`` is open now."""
        state = self.state(key)
        return state is not None and state.status is StageStatus.OPEN

    def has_closed(self, key: str) -> bool:
        """Whether the stage ``key`` has closed."""
        state = self.state(key)
        return state is not None and state.status is StageStatus.CLOSED

    def predecessor(self, key: str) -> StagePlan | None:
        """Return the plan of the stage before ``key``, or None for the first."""
        keys = [plan.key for plan in self.declaration.stages]
        position = keys.index(StageKey(key))
        return self.declaration.stages[position - 1] if position else None

    def with_state(self, changed: StageState) -> "Cycle":
        """Return the cycle with one stage's state replaced."""
        states = tuple(changed if state.key == changed.key else state for state in self.states)
        return replace(self, states=states)


def start_cycle(declaration: CycleDeclaration) -> Cycle:
    """Return a cycle whose stages are all still to come."""
    return Cycle(declaration, tuple(StageState(plan.key) for plan in declaration.stages))
