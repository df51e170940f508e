"""A cycle as its page shows it: the stages, what can be done now, and the figures each stage gives."""

from dataclasses import dataclass

from pb.engine.cycle import Cycle, StageStatus
from pb.engine.declaration import CycleDeclaration, StagePlan
from pb.engine.engine import Engine
from pb.engine.stage import Fact, Offer
from pb.storage.unit_of_work import Work
from pb.web.stepper import Step, list_steps


@dataclass(frozen=True, slots=True)
class CycleView:
    """What a page needs to show one cycle."""

    declaration: CycleDeclaration
    steps: tuple[Step, ...]
    current: StagePlan | None
    coming: StagePlan | None
    offers: tuple[Offer, ...]
    facts: tuple[Fact, ...]
    is_over: bool

    @property
    def path(self) -> str:
        """The cycle's address below the language."""
        return f"cycles/{self.declaration.id}"


def view_cycle(cycle: Cycle, engine: Engine[Work], work: Work) -> CycleView:
    """Gather a cycle's page. The offer of the open stage comes first, then those of closed ones."""
    pairs = list(zip(cycle.declaration.stages, cycle.states, strict=True))
    begun = [plan for plan, state in pairs if state.status is not StageStatus.COMING]
    newest_first = [engine.stage(plan.key) for plan in reversed(begun)]
    return CycleView(
        declaration=cycle.declaration,
        steps=list_steps(cycle, engine),
        current=cycle.open_stage,
        coming=next((plan for plan, state in pairs if state.status is StageStatus.COMING), None),
        offers=tuple(offer for stage in newest_first if (offer := stage.offer(cycle, work)) is not None),
        facts=tuple(fact for stage in newest_first for fact in stage.facts(cycle, work)),
        is_over=cycle.is_over,
    )


def list_views(engine: Engine[Work], work: Work) -> tuple[CycleView, ...]:
    """Return every cycle: those where something is open first, the one that closes soonest leading; then the newest."""
    views = [view_cycle(cycle, engine, work) for cycle in work.list_cycles()]
    return tuple(sorted(views, key=_urgency))


def _urgency(view: CycleView) -> tuple[bool, bool, float]:
    running = view.current is not None and not view.is_over
    ends = view.current.closes_at.timestamp() if view.current else -view.steps[0].opens_at.timestamp()
    return (not running, not view.offers, ends)
