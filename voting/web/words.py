"""The stable codes of a count in residents' words."""

from collections.abc import Mapping

from pb.kernel.message import Message
from voting.core.counting import Fate, Method

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
    Fate.RANKED: Message("Ranked by votes. The deciding body makes the decision."),
}

WITHOUT_MONEY = Message("Others got more votes.")
"""Why a project lost in a cycle without money, where nothing has to fit."""

METHODS: Mapping[str, Message] = {
    Method.GREEDY_VOTES: Message(
        "The project with the most votes comes first. Projects are taken in the order of their votes as long as they "
        "fit in the area's money. One that does not fit is passed over, and the next one is looked at."
    ),
    Method.GREEDY_VOTES_PER_COST: Message(
        "The project with the most votes for its cost comes first. Projects are taken in that order as long as they "
        "fit in the area's money. One that does not fit is passed over, and the next one is looked at."
    ),
    Method.EQUAL_SHARES: Message(
        "The area's money is divided equally among its voters. A project is carried out when the shares of those who "
        "voted for it are enough to pay for it."
    ),
    Method.PHRAGMEN: Message(
        "Every voter gets money little by little. A project is carried out as soon as those who voted for it can pay "
        "for it."
    ),
    Method.MAX_WELFARE: Message(
        "The projects that together please the most voters for the money are carried out."
    ),
    Method.ADVISORY: Message("The projects are ranked by their votes. The deciding body makes the decision."),
}

TIES: Mapping[str, Message] = {
    "cost-votes-lots": Message("When two projects are equal, the cheaper one comes first."),
    "lots": Message("When two projects are equal, lots decide."),
    "id": Message("When two projects are equal, the one with the smaller number comes first."),
    "reverse-id": Message("When two projects are equal, the one with the larger number comes first."),
}


def explain_rule(rule: Mapping[str, str]) -> tuple[Message, ...]:
    """Return the counting rule of an outcome in sentences, the main one first."""
    sentences = (METHODS.get(rule.get("method", "")), TIES.get(rule.get("ties", "")))
    return tuple(sentence for sentence in sentences if sentence is not None)


def explain_fate(reason: str, *, has_money: bool) -> Message:
    """Return why a project won or lost."""
    if not has_money and reason == Fate.DOES_NOT_FIT:
        return WITHOUT_MONEY
    return REASONS[reason]
