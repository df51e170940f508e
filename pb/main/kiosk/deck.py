"""The slides of one screen in their order: what is decided, the stages' own, help, and thanks.

Knows no proposals and no votes: whatever a stage has to show comes from its `slides`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pb.engine.cycle import Cycle, StageStatus
from pb.engine.declaration import StagePlan
from pb.engine.engine import Engine
from pb.engine.public import Slide, SlideLine, Words
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.storage.screens import Screen
from pb.storage.unit_of_work import Work

FIGURES = 3
NEWEST = 2
"""Of how many stages, from the newest back, the slides are shown: what is older has had its time."""

Fits = Callable[[Slide], bool]
"""Whether a slide can be read at one look on a screen, in one language; made by the web, which knows the languages."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide in its place. `cycle`: None for what belongs to no round; `path`: where to go on, below the language."""

    slide: Slide
    cycle: Cycle | None
    path: str
    part: int = 1
    parts: int = 1


def make_deck(screen: Screen, engine: Engine[Work], work: Work, phone: str) -> tuple[Shown, ...]:
    """Return every slide for a screen; never none. ``phone`` is whom to call for help."""
    cycles = choose_cycles(screen, work)
    if not cycles:
        nothing = Slide(
            "nothing",
            Message("No round has begun yet"),
            (SlideLine(Message("When the first round begins, you find here what you can do and when.")),),
        )
        return (Shown(nothing, None, ""),)
    shown = [one for cycle in cycles for one in _show_cycle(cycle, engine, work)]
    return (*shown, Shown(_offer_help(phone), None, "contact"), Shown(_thank(), None, ""))


def choose_cycles(screen: Screen, work: Work) -> tuple[Cycle, ...]:
    """Return the rounds a screen shows: its own, or those that run, the one whose open stage ends first leading."""
    cycles = work.list_cycles()
    if screen.cycle_id is not None:
        return tuple(cycle for cycle in cycles if cycle.id == screen.cycle_id)
    running = [cycle for cycle in cycles if not cycle.is_over]
    return tuple(sorted(running, key=_end_of_stage)) or cycles[:1]


def split(deck: Iterable[Shown], fits: Sequence[Fits]) -> tuple[Shown, ...]:
    """Return the deck with slides that don't fit told in parts; the same parts in every language.

    A line is never split, so a line that alone is too long stands alone.
    """
    return tuple(part for shown in deck for part in _split_one(shown, fits))


def _split_one(shown: Shown, fits: Sequence[Fits]) -> list[Shown]:
    parts: list[tuple[SlideLine, ...]] = [()]
    for line in shown.slide.lines:
        longer = (*parts[-1], line)
        grown = replace(shown.slide, lines=longer)
        if parts[-1] and not all(fit(grown) for fit in fits):
            parts.append((line,))
        else:
            parts[-1] = longer
    return [
        replace(shown, slide=replace(shown.slide, lines=lines), part=number, parts=len(parts))
        for number, lines in enumerate(parts, start=1)
    ]


def _show_cycle(cycle: Cycle, engine: Engine[Work], work: Work) -> list[Shown]:
    begun = [state.key for state in cycle.states if state.status is not StageStatus.COMING]
    coming = cycle.declaration.stages[len(begun) :]
    slides = [_tell_decision(cycle)]
    if coming:
        slides.append(_tell_phase(cycle, coming[0], engine))
    for key in reversed(begun[-NEWEST:]):
        slides.extend(engine.stage(key).slides(cycle, work))
    facts = [fact for key in begun for fact in engine.stage(key).facts(cycle, work)]
    if facts and not coming:
        lines = tuple(SlideLine(fact.label, figure=fact.value) for fact in facts[-FIGURES:])
        slides.append(Slide("figures", Message("What has happened since"), lines))
    home = f"cycles/{cycle.id}"
    return [Shown(slide, cycle, f"{home}/{slide.path}".rstrip("/")) for slide in slides]


def _tell_decision(cycle: Cycle) -> Slide:
    declaration = cycle.declaration
    summary: Words = declaration.summary if _is_written(declaration.summary) else declaration.name
    lines: tuple[SlideLine, ...] = (SlideLine(Message("Residents decide.")),)
    if declaration.has_money:
        lines = (SlideLine(Message("Money to share"), amount=declaration.budget),)
    return Slide("decision", summary, lines)


def _tell_phase(cycle: Cycle, coming: StagePlan, engine: Engine[Work]) -> Slide:
    name = engine.stage(coming.key).name
    following = SlideLine(Message("Next: %(stage)s from %(date)s", {"stage": name, "date": coming.opens_at}))
    current = cycle.open_stage
    if current is None:
        return Slide("phase", Message("Between stages"), (following,))
    until = SlideLine(Message("Open until %(date)s", {"date": current.closes_at}))
    heading = Message("Now: %(stage)s", {"stage": engine.stage(current.key).name})
    return Slide("phase", heading, (until, following))


def _offer_help(phone: str) -> Slide:
    lines = (
        SlideLine(Message("Ask the staff here. They help you take part.")),
        SlideLine(Message("Or call %(phone)s.", {"phone": phone})),
    )
    return Slide("help", Message("Do you need help?"), lines)


def _thank() -> Slide:
    return Slide(
        "thanks", Message("Thank you!"), (SlideLine(Message("Residents decide. The city carries it out.")),)
    )


def _is_written(text: LocalizedText) -> bool:
    return bool(text.fi or text.sv or text.en)


def _end_of_stage(cycle: Cycle) -> float:
    if cycle.open_stage is not None:
        return cycle.open_stage.closes_at.timestamp()
    plans = zip(cycle.declaration.stages, cycle.states, strict=True)
    return min(plan.opens_at.timestamp() for plan, state in plans if state.status is StageStatus.COMING)
