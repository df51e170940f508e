"""What a council thinks of a round or of one proposal, and what the city made of it.

A statement is public from the moment it is filed: a document that a municipality's body gives in a matter is public when
it has arrived (Laki viranomaisten toiminnan julkisuudesta 621/1999, 7 §), and residents should see it while it can still
matter. A draft is the council's own. The city's answer tells of verdicts, so it is released together with them, and no
release happens while a filed statement lacks its answer. Councils advise; a statement never decides anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from pb.engine.cycle import Cycle
from pb.kernel.ids import AccountId, CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from proposals.core.rules import REVIEW, ReviewRules
from proposals.core.visibility import is_released

StatementId = NewType("StatementId", str)
"""A request for a statement, and with it the statement; random."""

TEXT_MAXIMUM = 6000
QUESTION_MAXIMUM = 600
ANSWER_MAXIMUM = 2000


class Effect(StrEnum):
    """What the city did with a statement."""

    CHANGED = "changed"
    PARTLY = "partly"
    NOT_CHANGED = "not-changed"


class Standing(StrEnum):
    """How far a statement is. The first two wait for the council, the third for the city."""

    ASKED = "asked"
    OVERDUE = "overdue"
    FILED = "filed"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Asking:
    """A request to one council, by the name of its unit: about one proposal, or about the round when it is None."""

    id: StatementId
    cycle: CycleId
    council: str
    proposal: ProposalId | None
    question: LocalizedText
    due: datetime
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What a council has written and not filed. Nobody else may read it."""

    text: LocalizedText
    version: int
    writer: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """A filed statement; `version` counts its corrections, the first being 1. `filer` stays inside the city."""

    text: LocalizedText
    version: int
    filer: AccountId
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What the city says it heard, what it did, and why or how."""

    heard: LocalizedText
    effect: Effect
    why: LocalizedText


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """A reply as it stands, to which version of the statement, and how many times it has been saved."""

    reply: Reply
    answers: int
    version: int
    writer_name: str
    unit: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Hearing:
    """A request with what came of it."""

    asking: Asking
    statement: Statement | None = None
    answer: StatementAnswer | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the city has answered the statement as it stands: a correction asks for the answer again."""
        return (
            self.statement is not None
            and self.answer is not None
            and self.answer.answers == self.statement.version
        )

    def waits_for_city(self, rules: ReviewRules) -> bool:
        """Whether a filed statement lacks its answer, or the answer lacks a language."""
        if self.statement is None:
            return False
        return not self.is_answered or self.answer is None or bool(owed_languages(self.answer.reply, rules))

    def standing(self, rules: ReviewRules, now: datetime) -> Standing:
        """Return how far the statement is."""
        if self.statement is None:
            return Standing.OVERDUE if now > self.asking.due else Standing.ASKED
        return Standing.FILED if self.waits_for_city(rules) else Standing.ANSWERED


def mark_text(statement: Statement | None, draft: StatementDraft | None) -> str:
    """Return what a form carries to say which text it was written over: no draft is taken for what was filed since."""
    if statement is not None:
        return f"filed-{statement.version}"
    return f"draft-{draft.version}" if draft is not None else ""


def may_show_answers(cycle: Cycle) -> bool:
    """Whether the city's answers may be read by everyone: after the release, or at once where nothing is reviewed."""
    return is_released(cycle) or cycle.declaration.plan(REVIEW) is None


def may_write(cycle: Cycle, hearing: Hearing, now: datetime) -> bool:
    """Whether the council may still file: until the release, even if late; and corrections until the due date."""
    if is_released(cycle):
        return False
    return hearing.statement is None or now <= hearing.asking.due


def owed_languages(reply: Reply, rules: ReviewRules) -> tuple[Language, ...]:
    """Return the languages a reply is still owed in."""
    return tuple(
        language
        for language in rules.reason_languages
        if not (getattr(reply.heard, language) and getattr(reply.why, language))
    )


def check_asking(cycle: Cycle, due: datetime, now: datetime) -> dict[str, Message]:
    """Return what is wrong with a due date: it lies ahead, and before the answers are published."""
    if due <= now:
        return {"due": Message("The due date has to be in the future.")}
    plan = cycle.declaration.plan(REVIEW)
    if plan is not None and due >= plan.closes_at:
        return {
            "due": Message(
                "The due date has to be before the city's answers are published, %(day)s.",
                {"day": plan.closes_at},
            )
        }
    return {}


def check_reply(reply: Reply, rules: ReviewRules, *, is_public: bool) -> dict[str, Message]:
    """Return what keeps a reply from being saved, by field.

    Before the release a language may still be missing; what is public at once is owed in all of them.
    """
    owed = rules.reason_languages
    faults: dict[str, Message] = {}
    for name, part, fault in (
        ("heard", reply.heard, Message("Write what the city heard.")),
        ("why", reply.why, Message("Write what changed, or why nothing did.")),
    ):
        missing = [language for language in owed if not getattr(part, language)]
        if is_public or not any(getattr(part, language) for language in Language):
            faults |= {f"{name}_{language}": fault for language in (missing if is_public else missing[:1])}
    return faults


def check_statement(text: LocalizedText, languages: Iterable[Language]) -> dict[str, Message]:
    """Return what keeps a statement from being filed: it needs text in one language at least."""
    offered = tuple(languages)
    if any(getattr(text, language) for language in offered):
        return {}
    return {f"text_{offered[0]}": Message("Write the statement in one language at least.")}


def list_unanswered(hearings: Iterable[Hearing], rules: ReviewRules) -> tuple[Message, ...]:
    """Return why the answers can't be published yet; empty when every filed statement has its answer."""
    count = sum(hearing.waits_for_city(rules) for hearing in hearings)
    if not count:
        return ()
    return (
        Message(
            "Statements of councils without the city's answer in every language: %(count)s. "
            "Answer them on the page of statements.",
            {"count": count},
        ),
    )
