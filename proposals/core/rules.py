"""The rules that a cycle declares for submission and review.

They are read strictly: a misspelt rule is a fault, never a default.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from pb.engine.cycle import Cycle
from pb.kernel.ids import StageKey
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.kernel.money import LIMIT, Cents
from pb.kernel.plain import PlainFormError, from_plain
from proposals.core.criteria import Criterion
from proposals.core.grounds import check_grounds
from proposals.core.moderation import DEFAULT_MODERATION, ModerationRules
from proposals.core.place import NOWHERE, MapFrame, Theme
from proposals.core.ready_reasons import ReadyReason

SUBMISSION = StageKey("submission")
REVIEW = StageKey("review")

_NAME = re.compile(r"[a-z][a-z-]{0,39}")
LONGEST = 10_000
"""Characters; more than any text field of a proposal may be declared to hold."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SubmissionRules:
    """How long each text may be, in characters, the themes to choose from, and who may propose.

    Everybody may, or accounts holding one of the roles in `proposers`.
    """

    title_maximum: int = 100
    text_maximum: int = 2000
    why_maximum: int = 1000
    proposers: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    map: MapFrame = NOWHERE
    moderation: ModerationRules = DEFAULT_MODERATION

    def may_propose(self, roles: Collection[str]) -> bool:
        """Whether somebody holding ``roles`` (none for a visitor) may send a proposal."""
        return not self.proposers or not set(self.proposers).isdisjoint(roles)

    def theme(self, theme_id: str) -> Theme | None:
        """Return a theme by its id, or None."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """The languages every public reason is owed in, the most a project may cost, reasons to begin from, and criteria."""

    reason_languages: tuple[Language, ...] = (Language.FI, Language.SV)
    maximum_cost: Cents = LIMIT
    ready_reasons: tuple[ReadyReason, ...] = ()
    criteria: tuple[Criterion, ...] = ()


def submission_rules(cycle: Cycle) -> SubmissionRules:
    """Return the submission rules of a cycle that `check_submission_rules` found sound."""
    return _read(cycle, SUBMISSION, SubmissionRules)


def review_rules(cycle: Cycle) -> ReviewRules:
    """Return the review rules of a cycle that `check_review_rules` found sound."""
    return _read(cycle, REVIEW, ReviewRules)


def check_submission_rules(cycle: Cycle) -> tuple[Message, ...]:
    """Return what is wrong with the rules of submission; empty when they are sound."""
    faults = _check(cycle, SUBMISSION, SubmissionRules)
    if faults:
        return faults
    rules = submission_rules(cycle)
    limits = (rules.title_maximum, rules.text_maximum, rules.why_maximum)
    if not all(1 <= limit <= LONGEST for limit in limits):
        return (Message("A text may have between 1 and %(most)s characters.", {"most": LONGEST}),)
    if not _are_distinct([theme.id for theme in rules.themes]):
        return (Message("Each theme has an id of its own, in lower-case letters."),)
    if not rules.map.is_sound:
        return (
            Message(
                "The map's corners are two points, north_west and south_east, about as far apart from west to east as "
                "from north to south."
            ),
        )
    moderation = rules.moderation
    if not all(1 <= days <= 90 for days in (moderation.merge_days, moderation.answer_days)):
        return (Message("The days for an answer are from 1 to 90."),)
    owed = () if check_review_rules(cycle) else review_rules(cycle).reason_languages
    return check_grounds(moderation.grounds, owed)


def check_review_rules(cycle: Cycle) -> tuple[Message, ...]:
    """Return what is wrong with the rules of review; empty when they are sound."""
    faults = _check(cycle, REVIEW, ReviewRules)
    if faults:
        return faults
    rules = review_rules(cycle)
    if not rules.reason_languages:
        return (Message("The reasons of a review need at least one language."),)
    if not 0 < rules.maximum_cost <= LIMIT:
        return (Message("The maximum cost of a project is above zero."),)
    if not _are_distinct([criterion.id for criterion in rules.criteria]):
        return (Message("Each criterion has an id of its own, in lower-case letters."),)
    return ()


def _are_distinct(names: list[str]) -> bool:
    return len(set(names)) == len(names) and all(_NAME.fullmatch(name) for name in names)


def _declared(cycle: Cycle, key: StageKey) -> Mapping[str, object]:
    plan = cycle.declaration.plan(key)
    return plan.rules if plan else {}


def _read(cycle: Cycle, key: StageKey, form: type[T]) -> T:
    return from_plain(dict(_declared(cycle, key)), form)


def _check(
    cycle: Cycle, key: StageKey, form: type[SubmissionRules] | type[ReviewRules]
) -> tuple[Message, ...]:
    declared = _declared(cycle, key)
    unknown = sorted(set(declared) - {field.name for field in fields(form)})
    if unknown:
        return tuple(Message("There is no such rule: %(rule)s.", {"rule": rule}) for rule in unknown)
    try:
        from_plain(dict(declared), form)
    except PlainFormError as error:
        return (Message("A rule cannot be read. %(fault)s", {"fault": error.message}),)
    return ()
