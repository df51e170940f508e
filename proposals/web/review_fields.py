"""The fields of an answer, and of a reason for hiding: a text in each language of the round."""

from collections.abc import Iterator

from pb.engine.cycle import Cycle
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.web.exchange import WebRequest
from pb.web.fields import ChoiceField, MoneyField, NumberField, OptionalField, TextField, optional
from pb.web.forms import Form, read_form
from proposals.core.criteria import WHY_MAXIMUM, Assessment, Criterion, Finding
from proposals.core.review import REASON_MAXIMUM, Feasibility, Review, Verdict, check_verdict, settle_cost
from proposals.core.rules import ReviewRules, review_rules

VERDICT = ChoiceField("verdict", Message("The city's answer"), [choice.value for choice in Feasibility])
COST = optional(MoneyField("cost", Message("Cost")))
COST_LOW = optional(MoneyField("cost_low", Message("Lowest estimate")))
UPKEEP = optional(MoneyField("upkeep", Message("Upkeep each year")))
SOURCE = TextField("source", Message("Where the estimate comes from"), maximum=200, required=False)
VERSION = NumberField("version", Message("Version"))

REASONS = {
    Language.FI: Message("Reason for the public, in Finnish"),
    Language.SV: Message("Reason for the public, in Swedish"),
    Language.EN: Message("Reason for the public, in English"),
}


MISSING = {
    Language.FI: Message("Write the reason in Finnish."),
    Language.SV: Message("Write the reason in Swedish."),
    Language.EN: Message("Write the reason in English."),
}


def reason_languages(cycle: Cycle) -> tuple[tuple[Language, bool], ...]:
    """Return the languages a reason can be written in, those owed first, and whether each is owed."""
    owed = review_rules(cycle).reason_languages
    others = tuple(language for language in cycle.declaration.languages if language not in owed)
    return (*((language, True) for language in owed), *((language, False) for language in others))


def reason_field(language: Language) -> TextField:
    """Return the field for a reason in one language. It may be empty: an answer can be saved half translated."""
    return TextField(f"reason_{language}", REASONS[language], REASON_MAXIMUM, required=False, lines=True)


def read_reason(form: Form, cycle: Cycle) -> LocalizedText:
    """Return the reason of a form without faults."""
    texts = {language.value: form[reason_field(language)] for language, _ in reason_languages(cycle)}
    return LocalizedText(**texts)


def read_verdict(request: WebRequest, cycle: Cycle) -> tuple[Form, Verdict | None, int]:
    """Read a posted answer: the form, its verdict unless there are faults, and the version it was written over."""
    reasons = [reason_field(language) for language, _ in reason_languages(cycle)]
    criteria = [field for criterion in review_rules(cycle).criteria for field in criterion_fields(criterion)]
    form = read_form(request, VERDICT, COST, COST_LOW, UPKEEP, SOURCE, *criteria, *reasons, VERSION)
    if form.faults:
        return form, None, 0
    verdict = Verdict(
        Feasibility(form[VERDICT]),
        form[COST] or Cents(0),
        read_reason(form, cycle),
        form[COST_LOW] or Cents(0),
        form[UPKEEP] or Cents(0),
        form[SOURCE],
        tuple(_read_assessments(form, review_rules(cycle))),
    )
    verdict = settle_cost(verdict, cycle.declaration.has_money)
    form.add_faults(check_verdict(verdict, review_rules(cycle), cycle.declaration.has_money))
    return form, None if form.faults else verdict, form[VERSION]


def criterion_fields(criterion: Criterion) -> tuple[OptionalField[str], TextField]:
    """Return the fields of one criterion: what was found, and why."""
    found = Message("Criterion")
    return (
        optional(ChoiceField(f"criterion_{criterion.id}", found, [finding.value for finding in Finding])),
        TextField(f"why_{criterion.id}", Message("Why"), WHY_MAXIMUM, required=False),
    )


def _read_assessments(form: Form, rules: ReviewRules) -> Iterator[Assessment]:
    for criterion in rules.criteria:
        finding, why = criterion_fields(criterion)
        found = form[finding]
        if found is not None:
            yield Assessment(criterion.id, Finding(found), form[why])


def check_reason(reason: LocalizedText, rules: ReviewRules) -> dict[str, Message]:
    """Return what is missing of a reason that is published at once, by field: every language owed."""
    return {
        f"reason_{language}": MISSING[language]
        for language in rules.reason_languages
        if not getattr(reason, language)
    }


def write_typed(review: Review | None) -> dict[str, str]:
    """Return what the form shows of a saved answer."""
    if review is None:
        return {VERSION.name: "0"}
    verdict = review.verdict
    return {
        VERDICT.name: verdict.feasibility.value,
        COST.name: write_amount(verdict.cost) if verdict.cost else "",
        COST_LOW.name: write_amount(verdict.cost_low) if verdict.cost_low else "",
        UPKEEP.name: write_amount(verdict.upkeep) if verdict.upkeep else "",
        SOURCE.name: verdict.source,
        **{f"criterion_{one.criterion}": one.finding.value for one in verdict.assessments},
        **{f"why_{one.criterion}": one.why for one in verdict.assessments},
        VERSION.name: str(review.version),
        **{f"reason_{language}": getattr(verdict.reason, language) for language in Language},
    }


def write_amount(amount: Cents) -> str:
    """Write an amount as it is typed into a field, decimals only where there are cents."""
    euros, cents = divmod(amount, 100)
    return f"{euros},{cents:02}" if cents else str(euros)
