"""The fields of the proposal form, with the lengths that the round declares."""

from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, Field, TextField, optional
from pb.web.forms import Form, read_form
from proposals.core.proposal import AuthorKind, ProposalText
from proposals.core.rules import SubmissionRules, submission_rules
from proposals.core.submission import CONTACT_MAXIMUM, PROPOSER_MAXIMUM, check_draft, check_text, only_area

LABELS = {
    "title": Message("Name of the proposal"),
    "text": Message("What do you propose?"),
    "why": Message("Why is this important?"),
    "area": Message("Area"),
    "proposer": Message("Your name or the name of your group"),
    "contact": Message("E-mail address"),
    "theme": Message("Theme"),
    "address": Message("Address or name of the place"),
    "point": Message("Point on the map"),
    "author_kind": Message("Who proposes"),
    "guide": Message("Name of the teacher"),
}

AUTHOR_KINDS = {
    AuthorKind.ALONE: Message("One person"),
    AuthorKind.GROUP: Message("A group"),
    AuthorKind.ASSOCIATION: Message("An association"),
    AuthorKind.CLASS: Message("A school class"),
}


@dataclass(frozen=True, slots=True)
class ProposalFields:
    """The fields by name. None is required here: a draft may be kept half written."""

    title: Field[str]
    text: Field[str]
    why: Field[str]
    area: Field[str | None]
    proposer: Field[str]
    contact: Field[str]


def make_fields(rules: SubmissionRules, cycle: Cycle) -> ProposalFields:
    """Return the fields for one round."""

    def text(name: str, maximum: int, *, lines: bool = False) -> TextField:
        return TextField(name, LABELS[name], maximum, required=False, lines=lines)

    return ProposalFields(
        title=text("title", rules.title_maximum),
        text=text("text", rules.text_maximum, lines=True),
        why=text("why", rules.why_maximum, lines=True),
        area=optional(ChoiceField("area", LABELS["area"], [area.id for area in cycle.declaration.areas])),
        proposer=text("proposer", PROPOSER_MAXIMUM),
        contact=text("contact", CONTACT_MAXIMUM),
    )


def read_content(request: WebRequest, cycle: Cycle, *, is_draft: bool) -> tuple[Form, ProposalText]:
    """Read the posted form. With faults in the form, the content is empty."""
    rules = submission_rules(cycle)
    fields = make_fields(rules, cycle)
    form = read_form(
        request, fields.title, fields.text, fields.why, fields.area, fields.proposer, fields.contact
    )
    if form.faults:
        return form, ProposalText()
    content = ProposalText(
        title=form[fields.title],
        text=form[fields.text],
        why=form[fields.why],
        area=form[fields.area] or only_area(cycle) or "",
        proposer=form[fields.proposer],
        contact=form[fields.contact],
    )
    form.add_faults((check_draft if is_draft else check_text)(content, rules, cycle))
    return form, content
