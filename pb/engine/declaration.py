"""A cycle as data: everything that decides how it runs, written before it runs.

The engine reads the calendar and who must approve what; each stage reads its own rules. The same form declares a city's
budget, an association award without money and a class's practice vote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pb.kernel.canonical import digest
from pb.kernel.ids import AreaId, CycleId, StageKey
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.kernel.plain import read_plain, to_plain

Rule = object
"""A rule's value as the declaration writes it: plain data. The stage that owns the rule says which form it takes."""


MAP = 1000
"""Units of a side of the map that outlines are drawn on."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the city with its own pot. A cycle without areas has one area that is the whole city.

    `outline` is its border on a sketch of the city, as corners on a square of MAP by MAP with the north-west at 0, 0;
    empty where no map is drawn.
    """

    id: AreaId
    name: LocalizedText
    budget: Cents = Cents(0)
    outline: tuple[tuple[int, int], ...] = ()

    @property
    def middle(self) -> tuple[int, int]:
        """The centroid of the outline, where the area's number stands on the map. Only with an outline."""
        sides = list(zip(self.outline, (*self.outline[1:], self.outline[0]), strict=True))
        crosses = [x * other_y - other_x * y for (x, y), (other_x, other_y) in sides]
        whole = 3 * sum(crosses)
        if whole == 0:
            return self.outline[0]
        return (
            sum((x + other_x) * cross for ((x, _), (other_x, _)), cross in zip(sides, crosses, strict=True))
            // whole,
            sum((y + other_y) * cross for ((_, y), (_, other_y)), cross in zip(sides, crosses, strict=True))
            // whole,
        )


@dataclass(frozen=True, slots=True)
class StagePlan:
    """When a stage opens and closes, by which rules, and which of its acts two people must agree on."""

    key: StageKey
    opens_at: datetime
    closes_at: datetime
    rules: Mapping[str, Rule] = field(default_factory=dict)
    two_person: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CycleDeclaration:
    """One round: its name, areas, money (no currency means no money), languages, and stages in their order."""

    id: CycleId
    name: LocalizedText
    areas: tuple[Area, ...]
    stages: tuple[StagePlan, ...]
    summary: LocalizedText = field(default_factory=LocalizedText)
    currency: str | None = None
    languages: tuple[Language, ...] = (Language.FI, Language.SV, Language.EN)

    @property
    def has_money(self) -> bool:
        """Whether projects cost and areas have a pot."""
        return self.currency is not None

    @property
    def budget(self) -> Cents:
        """The money of all areas together."""
        return Cents(sum(area.budget for area in self.areas))

    def area(self, area_id: str) -> Area | None:
        """Return an area by its id, or None."""
        return next((area for area in self.areas if area.id == area_id), None)

    def plan(self, key: str) -> StagePlan | None:
        """Return a stage's plan by its key, or None."""
        return next((plan for plan in self.stages if plan.key == key), None)

    def seal(self) -> str:
        """Return the digest that names this declaration, every rule included."""
        return digest(to_plain(self))


def read_declaration(data: object) -> CycleDeclaration:
    """Read a declaration that a person wrote, from plain data (JSON or TOML).

    Raises PlainFormError naming the place that doesn't fit, an unknown name included.
    """
    return read_plain(data, CycleDeclaration)


def end_stage(declaration: CycleDeclaration, key: StageKey, moment: datetime) -> CycleDeclaration:
    """Return the declaration with one stage's closing date set to ``moment``.

    A stage that was to open at that very closing date follows along; others keep their dates.
    """
    ended = declaration.plan(key)
    if ended is None:
        raise LookupError(key)
    stages = (
        replace(plan, closes_at=moment)
        if plan.key == key
        else replace(plan, opens_at=moment)
        if plan.opens_at == ended.closes_at
        else plan
        for plan in declaration.stages
    )
    return replace(declaration, stages=tuple(stages))


def check_declaration(declaration: CycleDeclaration) -> tuple[Message, ...]:
    """Return everything that makes the declaration impossible to run; empty when it is sound."""
    return (
        *_check_names(declaration),
        *_check_areas(declaration),
        *_check_calendar(declaration),
    )


def _check_names(declaration: CycleDeclaration) -> tuple[Message, ...]:
    faults: list[Message] = []
    name = declaration.id
    if not (name.isascii() and name.replace("-", "").isalnum() and name == name.lower() and len(name) <= 40):
        faults.append(Message("The short name has lower-case letters, digits and hyphens, 40 at most."))
    faults.extend(
        Message("The name is missing in this language: %(language)s.", {"language": language})
        for language in declaration.languages
        if declaration.name.language_shown(language) is not language
    )
    return tuple(faults)


def _check_areas(declaration: CycleDeclaration) -> tuple[Message, ...]:
    faults: list[Message] = []
    if not declaration.areas:
        faults.append(Message("The cycle has no area. A cycle for the whole city has one."))
    if len({area.id for area in declaration.areas}) < len(declaration.areas):
        faults.append(Message("Two areas have the same short name."))
    if any(not _is_drawable(area) for area in declaration.areas):
        faults.append(
            Message("An outline has at least three corners, each from 0 to %(most)s.", {"most": MAP})
        )
    if declaration.has_money and any(area.budget <= 0 for area in declaration.areas):
        faults.append(Message("Every area needs a budget above zero."))
    if not declaration.has_money and declaration.budget:
        faults.append(Message("A budget needs a currency."))
    return tuple(faults)


def _is_drawable(area: Area) -> bool:
    inside = all(0 <= x <= MAP and 0 <= y <= MAP for x, y in area.outline)
    return not area.outline or (len(area.outline) >= 3 and inside)


def _check_calendar(declaration: CycleDeclaration) -> tuple[Message, ...]:
    faults: list[Message] = []
    if not declaration.stages:
        faults.append(Message("The cycle has no stage."))
    if len({plan.key for plan in declaration.stages}) < len(declaration.stages):
        faults.append(Message("A stage stands twice in the cycle."))
    for plan in declaration.stages:
        if plan.opens_at.tzinfo is None or plan.closes_at.tzinfo is None:
            return (*faults, Message("A date has no time zone: %(stage)s.", {"stage": plan.key}))
        if plan.closes_at <= plan.opens_at:
            faults.append(Message("A stage closes before it opens: %(stage)s.", {"stage": plan.key}))
    for earlier, later in zip(declaration.stages, declaration.stages[1:], strict=False):
        if later.opens_at < earlier.closes_at:
            faults.append(
                Message(
                    "%(later)s opens before %(earlier)s has closed.",
                    {"later": later.key, "earlier": earlier.key},
                )
            )
    return tuple(faults)
