"""The fields of hiding something: a ground from the round's list, and own words if the ready ones don't fit."""

from pb.engine.cycle import Cycle
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, optional
from pb.web.forms import Form, read_form
from proposals.core.grounds import Ground, find_ground
from proposals.core.rules import review_rules, submission_rules
from proposals.web.review_fields import check_reason, read_reason, reason_field, reason_languages


def list_grounds(cycle: Cycle) -> tuple[Ground, ...]:
    """Return the grounds to choose from in a round."""
    return submission_rules(cycle).moderation.grounds


def ground_field(cycle: Cycle) -> ChoiceField:
    """Return the field for a ground."""
    return ChoiceField("ground", Message("Ground"), [ground.id for ground in list_grounds(cycle)])


def read_hiding(request: WebRequest, cycle: Cycle) -> tuple[Form, LocalizedText | None]:
    """Read a posted reason for hiding. Own words are in each language owed, or none; then the ready ones serve."""
    chosen = optional(ground_field(cycle))
    form = read_form(request, chosen, *(reason_field(language) for language, _ in reason_languages(cycle)))
    if form.faults:
        return form, None
    own = read_reason(form, cycle)
    if own != LocalizedText():
        form.add_faults(check_reason(own, review_rules(cycle)))
        return form, None if form.faults else own
    ground = find_ground(list_grounds(cycle), form[chosen] or "")
    if ground is None:
        form.add_faults({chosen.name: Message("Choose a ground, or write your own words.")})
        return form, None
    return form, ground.reason
