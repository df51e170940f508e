"""The fields of a joint text, in each language that the proposals are written in, and of the numbers to merge."""

import re
from collections.abc import Iterable, Sequence

from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, read_form, read_query
from proposals.core.merge import MOST, Wording, check_wording
from proposals.core.proposal import Proposal
from proposals.core.rules import SubmissionRules
from proposals.storage.merges import list_numbered

NUMBERS = TextField("numbers", Message("Numbers of the proposals"), maximum=100)
LONGEST = 9
"""Digits of a number that is worth a look."""

TITLES = {
    Language.FI: Message("Name in Finnish"),
    Language.SV: Message("Name in Swedish"),
    Language.EN: Message("Name in English"),
}
TEXTS = {
    Language.FI: Message("What is proposed, in Finnish"),
    Language.SV: Message("What is proposed, in Swedish"),
    Language.EN: Message("What is proposed, in English"),
}
WHYS = {
    Language.FI: Message("Why it is important, in Finnish"),
    Language.SV: Message("Why it is important, in Swedish"),
    Language.EN: Message("Why it is important, in English"),
}


def read_numbers(request: WebRequest, work: Work, cycle_id: CycleId) -> tuple[Form, tuple[Proposal, ...]]:
    """Read which proposals the address names; a fault when there are fewer than two, too many, or one is unknown."""
    form = read_query(request, NUMBERS)
    if NUMBERS.name in form.faults:
        return form, ()
    named = re.findall(r"\d+", form[NUMBERS], re.ASCII)
    numbers = sorted({int(digits) for digits in named if len(digits) <= LONGEST})
    proposals = list_numbered(work, cycle_id, numbers[: MOST + 1])
    unknown = sorted(set(numbers) - {proposal.number for proposal in proposals})
    if len(numbers) > MOST:
        form.add_faults(
            {NUMBERS.name: Message("At most %(most)s proposals can be merged at once.", {"most": MOST})}
        )
    elif unknown:
        form.add_faults(
            {
                NUMBERS.name: Message(
                    "There is no proposal with the number %(number)s.", {"number": unknown[0]}
                )
            }
        )
    elif len(numbers) < 2:
        form.add_faults({NUMBERS.name: Message("Write at least two numbers.")})
    return form, proposals


def list_languages(proposals: Iterable[Proposal]) -> tuple[Language, ...]:
    """Return the languages that the proposals are written in."""
    found = tuple(proposals)
    return tuple(
        language for language in Language if any(getattr(proposal.text, language) for proposal in found)
    )


def list_fields(
    rules: SubmissionRules, languages: Sequence[Language], prefix: str = ""
) -> tuple[TextField, ...]:
    """Return the fields of one text: name, text and why in each of the languages."""
    return tuple(
        field
        for language in languages
        for field in (
            TextField(f"{prefix}title_{language}", TITLES[language], rules.title_maximum, required=False),
            TextField(f"{prefix}text_{language}", TEXTS[language], rules.text_maximum, False, lines=True),
            TextField(f"{prefix}why_{language}", WHYS[language], rules.why_maximum, False, lines=True),
        )
    )


def read_wording(form: Form, fields: Sequence[TextField], prefix: str = "") -> Wording | None:
    """Return the text of a form, or None with its faults added."""
    if any(field.name in form.faults for field in fields):
        return None
    values = {field.name: form[field] for field in fields}

    def gather(part: str) -> LocalizedText:
        return LocalizedText(
            **{language.value: values.get(f"{prefix}{part}_{language}", "") for language in Language}
        )

    wording = Wording(gather("title"), gather("text"), gather("why"))
    faults = check_wording(wording, prefix)
    form.add_faults(faults)
    return None if faults else wording


def write_typed(wording: Wording, languages: Iterable[Language], prefix: str = "") -> dict[str, str]:
    """Return what a form shows of a text."""
    parts = {"title": wording.title, "text": wording.text, "why": wording.why}
    return {
        f"{prefix}{name}_{language}": getattr(part, language)
        for language in languages
        for name, part in parts.items()
    }


def join_texts(proposals: Sequence[Proposal]) -> Wording:
    """Return the proposals' texts one below the other, under the first one's name: to begin from."""

    def join(texts: Iterable[LocalizedText]) -> LocalizedText:
        found = tuple(texts)
        return LocalizedText(
            **{
                language.value: "\n\n".join(filter(None, (getattr(text, language) for text in found)))
                for language in Language
            }
        )

    title = {
        language.value: next(filter(None, (getattr(one.title, language) for one in proposals)), "")
        for language in Language
    }
    return Wording(
        LocalizedText(**title), join(one.text for one in proposals), join(one.why for one in proposals)
    )


def require_some(proposals: Sequence[Proposal]) -> None:
    """Raise NotFoundError when an address names no proposals."""
    if not proposals:
        raise NotFoundError


def read_joint(
    request: WebRequest, rules: SubmissionRules, languages: Sequence[Language], *others: TextField
) -> tuple[Form, Wording | None]:
    """Read a posted joint text."""
    fields = list_fields(rules, languages)
    form = read_form(request, *others, *fields)
    return form, read_wording(form, fields)
