"""The whole counting rule in sentences: printed in the manifest, on the result page and above every count."""

from pb.kernel.message import Message
from voting.core.counting.rule import Completion, CountingRule, Method, Start, Stop, TieOrder, Utility


def write_rule_text(rule: CountingRule) -> tuple[Message, ...]:
    """Return the rule as sentences, every option that can matter said; amounts are in whole cents."""
    return (
        *_write_method(rule),
        *_write_completion(rule),
        *_write_limits(rule),
        _write_ties(rule),
        *_write_reference(rule),
    )


def _write_method(rule: CountingRule) -> tuple[Message, ...]:
    points = rule.counts_points
    match rule.method:
        case Method.GREEDY_VOTES:
            first = (
                Message("Projects are funded in the order of their points, most first.")
                if points
                else Message("Projects are funded in the order of their votes, most first.")
            )
            return first, _write_skip(rule)
        case Method.GREEDY_VOTES_PER_COST:
            first = (
                Message("Projects are funded in the order of their points per unit of money, most first.")
                if points
                else Message("Projects are funded in the order of their votes per unit of money, most first.")
            )
            return first, _write_skip(rule)
        case Method.EQUAL_SHARES:
            return Message(
                "Method of Equal Shares: every voter gets an equal share of the budget."
            ), _write_utility(rule)
        case Method.PHRAGMEN:
            return (
                Message(
                    "Sequential Phragmén: each project is paid evenly by its supporters in such a way that the "
                    "heaviest loaded carries least; it ends at the first project in turn that does not fit."
                ),
            )
        case Method.MAX_WELFARE:
            return (
                Message("Maximum welfare: the affordable set of projects with the greatest total utility."),
                _write_utility(rule),
            )
        case Method.ADVISORY:
            return (Message("Advisory vote: projects are ranked by votes, and the committee decides."),)


def _write_skip(rule: CountingRule) -> Message:
    if rule.skip:
        return Message("A project that does not fit into the money left is skipped.")
    return Message("The first project that does not fit into the money left ends the funding.")


def _write_utility(rule: CountingRule) -> Message:
    return {
        Utility.COST: Message("A funded project is worth its cost to each voter who named it."),
        Utility.CARDINALITY: Message("Every funded project is worth the same to each voter who named it."),
        Utility.POINTS: Message("A funded project is worth to each voter the points they gave it."),
        Utility.POINTS_COST: Message(
            "A funded project is worth to each voter the points they gave it times its cost."
        ),
    }[rule.utility]


def _write_completion(rule: CountingRule) -> tuple[Message, ...]:
    if rule.method not in (Method.EQUAL_SHARES, Method.PHRAGMEN):
        return ()
    sentences: list[Message] = []
    if rule.completion in (Completion.ADD1, Completion.ADD1U) and rule.method is Method.EQUAL_SHARES:
        sentences += [_write_start(rule), _write_stop(rule)]
    if rule.completion is Completion.NONE:
        sentences.append(Message("Money that is left stays unspent."))
    elif rule.completion is not Completion.ADD1:
        sentences.append(_write_greedy_completion(rule))
    if rule.comparison and rule.method is Method.EQUAL_SHARES:
        sentences.append(
            Message(
                "The outcome by votes alone stands instead if more voters get more of the projects they named from it."
            )
        )
    return tuple(sentences)


def _write_start(rule: CountingRule) -> Message:
    values = {"increment": rule.increment}
    if rule.start is Start.FLOOR:
        return Message(
            "The share starts at the budget divided by the voters, rounded down to a whole unit of money, and is "
            "raised by %(increment)s cents a voter at a time.",
            values,
        )
    return Message(
        "The share starts at the budget divided by the voters and is raised by %(increment)s cents a voter at a time.",
        values,
    )


def _write_stop(rule: CountingRule) -> Message:
    if rule.stop is Stop.EXHAUSTIVE:
        return Message(
            "It is raised until no further project fits into the budget, or the next step would cost more than the "
            "budget; then the step before counts."
        )
    return Message(
        "It is raised until the next step would cost more than the budget; then the step before counts."
    )


def _write_greedy_completion(rule: CountingRule) -> Message:
    if rule.method is Method.EQUAL_SHARES and rule.utility in (Utility.CARDINALITY, Utility.POINTS):
        return Message("Then what still fits is funded in the order of votes per unit of money.")
    return Message("Then what still fits is funded in the order of votes.")


def _write_limits(rule: CountingRule) -> tuple[Message, ...]:
    sentences = [
        Message("A project without a vote is not funded.")
        if rule.min_votes <= 1
        else Message("A project needs at least %(votes)s votes to be funded.", {"votes": rule.min_votes})
    ]
    if rule.count_blank:
        sentences.append(Message("Blank ballots count among the voters."))
    else:
        sentences.append(Message("Blank ballots do not count among the voters."))
    for category, cap in rule.caps.items():
        values: dict[str, str | int] = {"category": category, "cap": cap}
        sentences.append(
            Message(
                "Projects of the category %(category)s get at most %(cap)s cents together; this weakens the rule's "
                "guarantees.",
                values,
            )
        )
    return tuple(sentences)


def _write_ties(rule: CountingRule) -> Message:
    return {
        TieOrder.LOTS: Message("Equal projects are told apart by the drawn lots."),
        TieOrder.ID: Message("Equal projects are told apart by their number, read as text."),
        TieOrder.REVERSE_ID: Message(
            "Equal projects are told apart by their number, read as text, the last first."
        ),
        TieOrder.COST_VOTES_LOTS: Message(
            "Of equal projects the cheaper comes first, then the one with more votes, then the drawn lots decide."
        ),
    }[rule.ties]


def _write_reference(rule: CountingRule) -> tuple[Message, ...]:
    if not rule.reference:
        return ()
    return (
        Message(
            "For comparison only: projects without a vote, projects above the budget, blank ballots and points are "
            "treated as the library pabutools treats them."
        ),
    )
