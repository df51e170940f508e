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
from proposals.core.proposal import Proposal, localized
from proposals.core.rules import ReviewRules

REASON_MAXIMUM = 2000


class Feasibility(StrEnum):
    """Whether the city could carry the proposal out."""

    FEASIBLE = "feasible"
    NOT_FEASIBLE = "not-feasible"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer itself. The cost is zero where nothing is to be built or the cycle has no money."""

    feasibility: Feasibility
    cost: Cents
    reason: LocalizedText

    @property
    def is_feasible(self) -> bool:
        """Whether the proposal goes to the vote."""
        return self.feasibility is Feasibility.FEASIBLE

    def open_data(self) -> dict[str, JSON]:
        """Return the answer for download, once the review has closed."""
        return {"verdict": self.feasibility.value, "cost": self.cost, "reason": localized(self.reason)}

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
    """A proposal with its review, or None while it has none."""

    proposal: Proposal
    review: Review | None

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
    for language in Language:
        over = len(getattr(verdict.reason, language)) - REASON_MAXIMUM
        if over > 0:
            values = {"over": over, "most": REASON_MAXIMUM}
            faults[f"reason_{language}"] = Message(
                "Characters too many: %(over)s. At most %(most)s fit here.", values
            )
    if not any(getattr(verdict.reason, language) for language in Language):
        faults[f"reason_{rules.reason_languages[0]}"] = Message("Write the reason for the public.")
    return faults


def settle_cost(verdict: Verdict, has_money: bool) -> Verdict:
    """Return the verdict without a cost where none can be: nothing is bought in a cycle without money."""
    return verdict if has_money else replace(verdict, cost=Cents(0))


def missing_languages(verdict: Verdict, rules: ReviewRules) -> tuple[Language, ...]:
    """Return the languages the public reason is still owed in."""
    return tuple(language for language in rules.reason_languages if not getattr(verdict.reason, language))


def tell_missing(unanswered: int, untranslated: int) -> tuple[Message, ...]:
    """Return why the review can't close yet; empty when nothing is missing.

    ``unanswered``: proposals without an answer; ``untranslated``: answers that lack a language owed.
    """
    refusals: list[Message] = []
    if unanswered:
        refusals.append(Message("Proposals without an answer: %(count)s.", {"count": unanswered}))
    if untranslated:
        refusals.append(
            Message("Answers whose reason is missing in a language: %(count)s.", {"count": untranslated})
        )
    return tuple(refusals)
