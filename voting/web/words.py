"""The stable codes of a count in residents' words."""

from collections.abc import Mapping

from pb.engine.declaration import CycleDeclaration
from pb.kernel.message import Message
from voting.core.counting import Fate
from voting.core.counting.rule_text import write_rule_text
from voting.core.result.decision import CHOSEN, NOT_CHOSEN
from voting.core.rules import read_rules

REASONS: Mapping[str, Message] = {
    Fate.FUNDED: Message("Will be carried out"),
    Fate.NO_VOTES: Message("Got no votes."),
    Fate.BELOW_MINIMUM: Message("Got fewer votes than the rule asks for."),
    Fate.ABOVE_BUDGET: Message("Costs more than the area's whole budget."),
    Fate.RIVAL_FUNDED: Message("A project that rules it out won."),
    Fate.CATEGORY_FULL: Message("The money for projects of this kind was used up."),
    Fate.DOES_NOT_FIT: Message("Did not fit in the money that was left when its turn came."),
    Fate.AFTER_STOP: Message("The count had ended when its turn came."),
    Fate.SUPPORT_TOO_SMALL: Message("Its supporters' share of the money was not enough for it."),
    Fate.WITHDRAWN: Message("Was withdrawn."),
    Fate.NOT_CHOSEN: Message("Was not among the chosen."),
    CHOSEN: Message("Will be carried out"),
    NOT_CHOSEN: Message("The deciding body did not choose it."),
    Fate.RANKED: Message("Ranked by votes. The deciding body makes the decision."),
}

WITHOUT_MONEY = Message("Others got more votes.")
"""Why a project lost in a cycle without money, where nothing has to fit."""


def explain_rule(declaration: CycleDeclaration) -> tuple[Message, ...]:
    """Return the counting rule of a cycle in sentences; it can't change once voting has closed."""
    rules = read_rules(declaration)
    if not declaration.has_money:
        return (
            Message(
                "The projects with the most votes win. Winners in each area: %(count)s.",
                {"count": rules.winners},
            ),
        )
    return write_rule_text(rules.counting)


def explain_fate(reason: str, *, has_money: bool) -> Message:
    """Return why a project won or lost."""
    if not has_money and reason == Fate.DOES_NOT_FIT:
        return WITHOUT_MONEY
    return REASONS[reason]
