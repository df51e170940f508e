"""The fields of an event, read into a `Meeting` or refused field by field."""

from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, ChoicesField, Fault, Field, FlagField, NumberField, TextField, optional
from pb.web.forms import Form, read_form
from pb.web.text import clean_lines
from pb.web.times import DateTimeField
from proposals.core.events import (
    ABOUT_MAXIMUM,
    MOST_PARTICIPANTS,
    MOST_STOPS,
    PLACE_MAXIMUM,
    STOP_MAXIMUM,
    TITLE_MAXIMUM,
    Access,
    EventKind,
    Meeting,
    Stop,
    check_meeting,
    parse_stops,
    write_stops,
)
from proposals.core.rules import review_rules
from proposals.web.review_fields import reason_languages
from proposals.web.statements.fields import IN_LANGUAGE


@dataclass(frozen=True, slots=True)
class RouteField(Field[tuple[Stop, ...]]):
    """The stops of a route, one a line, each with its point if it is known."""

    def read(self, texts: tuple[str, ...]) -> tuple[Stop, ...]:
        """Return the stops."""
        text = clean_lines(texts[0] if texts else "")
        if text is None or len(text) > MOST_STOPS * (STOP_MAXIMUM + 40):
            raise self.malformed()
        try:
            return parse_stops(text)
        except ValueError as error:
            raise Fault(
                Message(
                    "Write a stop such as Market square; 61.6885, 27.2721. Not: %(line)s",
                    {"line": str(error)[:60]},
                )
            ) from None


PARTS = {
    "title": (Message("Name of the event"), TITLE_MAXIMUM),
    "about": (Message("What happens there"), ABOUT_MAXIMUM),
    "access": (Message("More about getting in and taking part"), ABOUT_MAXIMUM),
    "outcome": (Message("What came of it"), ABOUT_MAXIMUM),
}
KIND = ChoiceField("kind", Message("What kind of event it is"), [kind.value for kind in EventKind])
PLACE = TextField("place", Message("Name of the place"), PLACE_MAXIMUM)
ADDRESS = TextField("address", Message("Address"), PLACE_MAXIMUM)
STARTS = DateTimeField("starts_at", Message("Begins"))
ENDS = DateTimeField("ends_at", Message("Ends"))
STEP_FREE = FlagField("step_free", Message("Step-free way in"))
TOILET = FlagField("toilet", Message("Accessible toilet"))
LOOP = FlagField("hearing_loop", Message("Induction loop"))
SPOKEN = ChoicesField("languages", Message("Languages spoken"), [language.value for language in Language])
STOPS = RouteField("stops", Message("Stops on the way"))
CAME = optional(NumberField("participants", Message("How many came"), maximum=MOST_PARTICIPANTS))
VERSION = NumberField("version", Message("Version"))


def languages_of(cycle: Cycle) -> tuple[tuple[Language, bool], ...]:
    """Return the languages of the round's texts, those owed first, and whether they are owed."""
    return reason_languages(cycle)


def label_of(part: str, language: Language) -> Message:
    """Return what a field is called."""
    return Message("%(field)s, %(language)s", {"field": PARTS[part][0], "language": IN_LANGUAGE[language]})


def text_fields(part: str, cycle: Cycle) -> list[TextField]:
    """Return the fields of one text, one a language. Rules say which are owed."""
    return [
        TextField(
            f"{part}_{language}",
            label_of(part, language),
            PARTS[part][1],
            required=False,
            lines=part != "title",
        )
        for language, _owed in languages_of(cycle)
    ]


def read_text(form: Form, part: str, cycle: Cycle) -> LocalizedText:
    """Return one text of a form whose fields have no faults."""
    fields = zip(languages_of(cycle), text_fields(part, cycle), strict=True)
    return LocalizedText(**{language.value: form[field] for (language, _owed), field in fields})


def read_meeting(request: WebRequest, cycle: Cycle) -> tuple[Form, Meeting | None, int]:
    """Read a posted event: the form, the event unless there are faults, and the version it was written over."""
    texts = [field for part in PARTS for field in text_fields(part, cycle)]
    form = read_form(
        request,
        KIND,
        *texts,
        PLACE,
        ADDRESS,
        STARTS,
        ENDS,
        STEP_FREE,
        TOILET,
        LOOP,
        SPOKEN,
        STOPS,
        CAME,
        VERSION,
    )
    if form.faults:
        return form, None, 0
    access = Access(
        form[STEP_FREE],
        form[TOILET],
        form[LOOP],
        tuple(map(Language, form[SPOKEN])),
        read_text(form, "access", cycle),
    )
    meeting = Meeting(
        EventKind(form[KIND]),
        read_text(form, "title", cycle),
        read_text(form, "about", cycle),
        form[PLACE],
        form[ADDRESS],
        form[STARTS],
        form[ENDS],
        access,
        form[STOPS],
        read_text(form, "outcome", cycle),
        form[CAME],
    )
    form.add_faults(check_meeting(meeting, review_rules(cycle).reason_languages))
    return form, None if form.faults else meeting, form[VERSION]


def type_meeting(meeting: Meeting, version: int) -> dict[str, str | tuple[str, ...]]:
    """Return what the form shows of an event."""
    access = meeting.access
    texts = {
        "title": meeting.title,
        "about": meeting.about,
        "access": access.note,
        "outcome": meeting.outcome,
    }
    flags = ((STEP_FREE, access.step_free), (TOILET, access.toilet), (LOOP, access.hearing_loop))
    return {
        KIND.name: meeting.kind.value,
        **{f"{part}_{code}": getattr(text, code) for part, text in texts.items() for code in Language},
        PLACE.name: meeting.place,
        ADDRESS.name: meeting.address,
        STARTS.name: STARTS.write(meeting.starts_at),
        ENDS.name: ENDS.write(meeting.ends_at),
        **{flag.name: "yes" if is_there else "" for flag, is_there in flags},
        SPOKEN.name: tuple(language.value for language in access.languages),
        STOPS.name: write_stops(meeting.stops),
        CAME.name: "" if meeting.participants is None else str(meeting.participants),
        VERSION.name: str(version),
    }
