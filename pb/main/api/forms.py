"""What the interface answers with. The names of the fields are a promise: some may be added, none is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pb.engine.cycle import Cycle, StageStatus
from pb.kernel.ids import AreaId, CycleId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents

T = TypeVar("T")


@dataclass(frozen=True)
class Health:
    """Whether the service and its database answer."""

    status: str


@dataclass(frozen=True)
class StageInfo:
    """One stage: its dates as planned, and how far it is."""

    key: StageKey
    status: StageStatus
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class AreaInfo:
    """One area and its budget in cents; 0 in a round without money."""

    id: AreaId
    name: LocalizedText
    budget: Cents


@dataclass(frozen=True)
class CycleInfo:
    """One round. `seal` names its declaration with every rule in it; it changes when a rule does."""

    id: CycleId
    name: LocalizedText
    summary: LocalizedText
    languages: Sequence[Language]
    currency: str | None
    budget: Cents
    areas: Sequence[AreaInfo]
    stages: Sequence[StageInfo]
    open_stage: StageKey | None
    seal: str


@dataclass(frozen=True)
class Listing(Generic[T]):
    """One page of a list. `total` counts the whole list."""

    items: Sequence[T]
    page: int
    size: int
    total: int


@dataclass(frozen=True)
class Problem:
    """A refusal (RFC 9457). `code` is stable; `faults` names what is wrong with each parameter."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    faults: dict[str, str]


def describe_cycle(cycle: Cycle) -> CycleInfo:
    """Return a round as programs read it."""
    declaration = cycle.declaration
    return CycleInfo(
        id=cycle.id,
        name=declaration.name,
        summary=declaration.summary,
        languages=declaration.languages,
        currency=declaration.currency,
        budget=declaration.budget,
        areas=describe_areas(cycle),
        stages=tuple(
            StageInfo(plan.key, state.status, plan.opens_at, plan.closes_at)
            for plan, state in zip(declaration.stages, cycle.states, strict=True)
        ),
        open_stage=cycle.open_stage.key if cycle.open_stage else None,
        seal=declaration.seal(),
    )


def describe_areas(cycle: Cycle) -> tuple[AreaInfo, ...]:
    """Return the areas of a round."""
    return tuple(AreaInfo(area.id, area.name, area.budget) for area in cycle.declaration.areas)
