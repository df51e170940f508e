"""What is said beside a field about how its text reads, and the ready-made reasons to begin from.

One line in a handler and one in a template, after the field (see `templates/proposals/reading_help.html`):

    page(..., reading=read_fields(form, {"reason_fi": Language.FI}))
    {{ reading_help("reason_fi", "fi", reading) }}

It advises only; it must never be a fault of the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.web.exchange import WebRequest, exchange_of
from pb.web.forms import Form
from proposals.core.plain_language import AIMS, Ease, Reading, measure, rate
from proposals.core.ready_reasons import READY_REASONS, ReadyReason, find_ready_reason
from proposals.core.rules import review_rules

USE = "use"
"""The button that puts a ready-made reason into the fields."""

EASE = {
    Ease.EASY: Message("Easy to read"),
    Ease.NEWSPAPER: Message("Reads like a newspaper"),
    Ease.HARD: Message("Hard to read"),
    Ease.VERY_HARD: Message("Very hard to read"),
}
_SHOWN = 5
"""Words by which a sentence is recognised."""


@dataclass(frozen=True, slots=True)
class Advice:
    """How a text reads, None when it is too short to tell; and what could be made plainer."""

    level: Message | None
    hints: tuple[Message, ...]


def advise(text: str, language: Language) -> Advice:
    """Say how a text reads."""
    reading = measure(text, language)
    ease = rate(reading, language)
    level = None
    if ease is not None:
        level = Message(
            "%(ease)s (LIX %(lix)s, words in a sentence: %(mean)s).",
            {"ease": EASE[ease], "lix": reading.lix, "mean": reading.mean},
        )
    return Advice(level, _list_hints(reading, language))


def read_fields(form: Form, fields: Mapping[str, Language]) -> dict[str, Advice]:
    """Return the advice for what stands in each field, by its name."""
    return {name: advise(str(form.typed.get(name, "")), language) for name, language in fields.items()}


def ready_reasons_of(cycle: Cycle) -> tuple[ReadyReason, ...]:
    """Return the ready-made reasons of a round: its own, or else everybody's."""
    return review_rules(cycle).ready_reasons or READY_REASONS


def use_ready_reason(request: WebRequest, form: Form, cycle: Cycle, fields: Mapping[str, Language]) -> bool:
    """Add the reason whose button was pressed to what stands in the fields; return whether one was."""
    chosen = find_ready_reason(
        ready_reasons_of(cycle), "".join(exchange_of(request.scope).fields.get(USE, ()))
    )
    if chosen is None:
        return False
    for name, language in fields.items():
        text = str(form.typed.get(name, "")).strip()
        form.typed[name] = "\n\n".join(filter(None, (text, getattr(chosen.text, language))))
    form.faults.clear()
    return True


def _list_hints(reading: Reading, language: Language) -> tuple[Message, ...]:
    aim = AIMS[language]
    hints: list[Message] = []
    if len(reading.longest) > aim.longest:
        start = " ".join(reading.longest[:_SHOWN])
        hints.append(
            Message(
                "The longest sentence has %(count)s words: “%(start)s…” Could it be two?",
                {"count": len(reading.longest), "start": start},
            )
        )
    elif reading.mean > aim.mean:
        hints.append(
            Message(
                "Sentences have %(count)s words on average. %(most)s or fewer is a good aim.",
                {"count": reading.mean, "most": aim.mean},
            )
        )
    if reading.vast:
        hints.append(
            Message("Long words: %(words)s. Is there a shorter one?", {"words": ", ".join(reading.vast)})
        )
    return tuple(hints)
