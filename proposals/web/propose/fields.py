"""The questions of a proposal as fields of a form, with the lengths that the round declares."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from pb.engine.cycle import Cycle
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, Field, TextField, optional
from pb.web.forms import Form, read_form
from proposals.core.proposal import AuthorKind, ProposalText
from proposals.core.rules import SubmissionRules, submission_rules
from proposals.core.submission import ADDRESS_MAXIMUM, CONTACT_MAXIMUM, PROPOSER_MAXIMUM, only_area

LABELS = {
    "title": Message("Name of the proposal"),
    "text": Message("What do you propose?"),
    "why": Message("Why is this important?"),
    "theme": Message("Theme"),
    "area": Message("Area"),
    "address": Message("Address or name of the place"),
    "point": Message("Point on the map"),
    "author_kind": Message("Who proposes"),
    "proposer": Message("Your name or the name of your group"),
    "guide": Message("Name of the teacher"),
    "contact": Message("E-mail address"),
}

AUTHOR_KINDS = {
    AuthorKind.ALONE: Message("One person"),
    AuthorKind.GROUP: Message("A group"),
    AuthorKind.ASSOCIATION: Message("An association"),
    AuthorKind.CLASS: Message("A school class"),
}

_POINT_MAXIMUM = 60


def make_fields(rules: SubmissionRules, cycle: Cycle) -> Mapping[str, Field[str | None]]:
    """Return the fields for one round by name. None is required here: a draft may be kept half written."""
    choices: dict[str, Collection[str]] = {
        "theme": [theme.id for theme in rules.themes],
        "area": [area.id for area in cycle.declaration.areas],
        "author_kind": list(AuthorKind),
    }
    maxima = {
        "title": rules.title_maximum,
        "text": rules.text_maximum,
        "why": rules.why_maximum,
        "address": ADDRESS_MAXIMUM,
        "point": _POINT_MAXIMUM,
        "proposer": PROPOSER_MAXIMUM,
        "guide": PROPOSER_MAXIMUM,
        "contact": CONTACT_MAXIMUM,
    }
    return {
        **{name: optional(ChoiceField(name, LABELS[name], values)) for name, values in choices.items()},
        **{
            name: TextField(name, LABELS[name], maximum, required=False, lines=name in ("text", "why"))
            for name, maximum in maxima.items()
        },
    }


def read_answers(
    request: WebRequest, cycle: Cycle, names: Collection[str], others: ProposalText
) -> tuple[Form, ProposalText]:
    """Read the answers to ``names`` and put them beside ``others``; with faults in the form, return ``others`` alone."""
    fields = make_fields(submission_rules(cycle), cycle)
    form = read_form(request, *(fields[name] for name in names))
    if form.faults:
        return form, others
    answers = {name: form[fields[name]] or "" for name in names}
    if not answers.get("author_kind", "alone"):
        answers["author_kind"] = AuthorKind.ALONE.value
    answers["area"] = answers.get("area", others.area) or only_area(cycle) or ""
    return form, replace(others, **answers)
