"""The fields of asking, filing and answering: a text in each language of the round."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pb.engine.cycle import Cycle
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.web.fields import ChoiceField, NumberField, TextField, optional
from pb.web.forms import Form
from pb.web.times import DateField
from proposals.core.statements import ANSWER_MAXIMUM, QUESTION_MAXIMUM, TEXT_MAXIMUM, Effect, Reply
from proposals.web.review_fields import reason_languages

IN_LANGUAGE = {
    Language.FI: Message("in Finnish"),
    Language.SV: Message("in Swedish"),
    Language.EN: Message("in English"),
}
PARTS = {
    "question": (Message("What the council is asked"), QUESTION_MAXIMUM),
    "text": (Message("The statement"), TEXT_MAXIMUM),
    "heard": (Message("What the city heard"), ANSWER_MAXIMUM),
    "why": (Message("What changed, or why nothing did"), ANSWER_MAXIMUM),
}
PROPOSAL = optional(NumberField("proposal", Message("Number of the proposal"), minimum=1))
DUE = DateField("due", Message("Due date"))
EFFECT = ChoiceField("effect", Message("What the city did"), [effect.value for effect in Effect])
SEEN = TextField("seen", Message("Version"), maximum=20, required=False)
READ = NumberField("read", Message("Version"), minimum=1)
VERSION = NumberField("version", Message("Version"))
DO = ChoiceField("do", Message("What to do with the text"), ("draft", "file"))


def languages_of(cycle: Cycle) -> tuple[tuple[Language, bool], ...]:
    """Return the languages of the round's texts, those the city owes first, and whether it owes them."""
    return reason_languages(cycle)


def label_of(part: str, language: Language) -> Message:
    """Return what a field is called."""
    return Message("%(field)s, %(language)s", {"field": PARTS[part][0], "language": IN_LANGUAGE[language]})


def text_fields(part: str, cycle: Cycle) -> list[TextField]:
    """Return the fields of one text, one a language. Each may be empty; rules say which are owed."""
    maximum = PARTS[part][1]
    return [
        TextField(f"{part}_{language}", label_of(part, language), maximum, required=False, lines=True)
        for language, _owed in languages_of(cycle)
    ]


def read_text(form: Form, part: str, cycle: Cycle) -> LocalizedText:
    """Return one text of a form whose fields have no faults."""
    fields = zip(languages_of(cycle), text_fields(part, cycle), strict=True)
    return LocalizedText(**{language.value: form[field] for (language, _owed), field in fields})


def type_text(part: str, text: LocalizedText) -> dict[str, str]:
    """Return what the fields of a text hold for ``text``."""
    return {f"{part}_{language}": getattr(text, language) for language in Language}


def type_reply(reply: Reply) -> dict[str, str]:
    """Return what the form of an answer holds for ``reply``."""
    return {
        "effect": reply.effect.value,
        **type_text("heard", reply.heard),
        **type_text("why", reply.why),
    }


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the last minute of a due date, by the town's clock."""
    return datetime.combine(day, time(23, 59), zone).astimezone(UTC)
