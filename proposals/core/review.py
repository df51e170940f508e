"""The city's answer to a proposal: feasible or not, what it costs, and why, in words for the public.

An answer may be saved while a language is still missing; the stage can't close until none is. Two officials never
overwrite each other: an answer is saved over the version it was read at, or refused.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pb.kernel.canonical import JSON, digest
from pb.kernel.ids import AccountId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.kernel.plain import to_plain
from proposals.core.criteria import Assessment, check_assessments
from proposals.core.proposal import Proposal, localized
from proposals.core.rules import ReviewRules

REASON_MAXIMUM = 2000


class Feasibility(StrEnum):
    """Whether the city could carry the proposal out."""

    FEASIBLE = "feasible"
    NOT_FEASIBLE = "not-feasible"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer itself. `cost` is the highest estimate, which goes to the ballot; `cost_low` the lowest, if any.

    All costs are zero where nothing is to be built or the cycle has no money. `upkeep` is what it costs each year after;
    `source` says where the figures come from.
    """

    feasibility: Feasibility
    cost: Cents
    reason: LocalizedText
    cost_low: Cents = Cents(0)
    upkeep: Cents = Cents(0)
    source: str = ""
    assessments: tuple[Assessment, ...] = ()

    @property
    def is_feasible(self) -> bool:
        """Whether the proposal goes to the vote."""
        return self.feasibility is Feasibility.FEASIBLE

    def open_data(self) -> dict[str, JSON]:
        """Return the answer for download, once the review has closed."""
        return {
            "verdict": self.feasibility.value,
            "cost": self.cost,
            "cost_low": self.cost_low or self.cost,
            "upkeep": self.upkeep,
            "source": self.source,
            "reason": localized(self.reason),
            "criteria": [assessment.open_data() for assessment in self.assessments],
        }

    def mark(self) -> str:
        """Return the digest that the journal keeps: it proves the answer later and tells nothing before its release."""
        return digest(to_plain(self))


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict as it stands, who gave it, and how many times it has been saved."""

    verdict: Verdict
    version: int
    reviewer: AccountId
    reviewer_name: str
    unit: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class AnsweredProposal:
    """A proposal with its review, or None while it has none.

    `is_asked`: a question to the author is open; `is_appealed`: an appeal waits for its decision.
    """

    proposal: Proposal
    review: Review | None
    is_asked: bool = False
    is_appealed: bool = False

    @property
    def version(self) -> int:
        """The version that the next save has to name; 0 before the first."""
        return self.review.version if self.review else 0


def check_verdict(verdict: Verdict, rules: ReviewRules, has_money: bool) -> dict[str, Message]:
    """Return what keeps a verdict from being saved, by field; empty when it may be."""
    faults: dict[str, Message] = {}
    if has_money and verdict.is_feasible:
        if verdict.cost <= 0:
            faults["cost"] = Message("Write what the project costs.")
        elif verdict.cost > rules.maximum_cost:
            most = rules.maximum_cost // 100
            faults["cost"] = Message("A project may cost at most %(most)s euros.", {"most": most})
        elif verdict.cost_low > verdict.cost:
            faults["cost_low"] = Message("The lowest estimate is above the highest.")
    for language in Language:
        over = len(getattr(verdict.reason, language)) - REASON_MAXIMUM
        if over > 0:
            values = {"over": over, "most": REASON_MAXIMUM}
            faults[f"reason_{language}"] = Message(
                "Characters too many: %(over)s. At most %(most)s fit here.", values
            )
    if not any(getattr(verdict.reason, language) for language in Language):
        faults[f"reason_{rules.reason_languages[0]}"] = Message("Write the reason for the public.")
    return faults | check_assessments(verdict.assessments, rules.criteria, is_feasible=verdict.is_feasible)


def settle_cost(verdict: Verdict, has_money: bool) -> Verdict:
    """Return the verdict without a cost where none can be: nothing is bought in a cycle without money."""
    none = Cents(0)
    return verdict if has_money else replace(verdict, cost=none, cost_low=none, upkeep=none)


def missing_languages(verdict: Verdict, rules: ReviewRules) -> tuple[Language, ...]:
    """Return the languages the public reason is still owed in."""
    return tuple(language for language in rules.reason_languages if not getattr(verdict.reason, language))


def tell_missing(unanswered: int, untranslated: int, unassessed: int = 0) -> tuple[Message, ...]:
    """Return why the review can't close yet; empty when nothing is missing.

    ``unanswered``: proposals without an answer; ``untranslated``: answers that lack a language owed;
    ``unassessed``: answers in which a criterion has no finding.
    """
    refusals: list[Message] = []
    if unanswered:
        refusals.append(Message("Proposals without an answer: %(count)s.", {"count": unanswered}))
    if untranslated:
        refusals.append(
            Message("Answers whose reason is missing in a language: %(count)s.", {"count": untranslated})
        )
    if unassessed:
        refusals.append(
            Message("Answers in which a criterion has not been assessed: %(count)s.", {"count": unassessed})
        )
    return tuple(refusals)
