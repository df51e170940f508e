"""The counting rule as data. Every choice that can change a winner is a field here; nothing is a silent default.

The canonical form goes into the manifest that is sealed before the vote; `rule_text` says the same in sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pb.kernel.canonical import JSON
from pb.kernel.message import Message
from pb.kernel.money import Cents
from pb.kernel.plain import from_plain, to_plain


class Method(StrEnum):
    """The rule proper."""

    GREEDY_VOTES = "greedy-votes"
    GREEDY_VOTES_PER_COST = "greedy-votes-per-cost"
    EQUAL_SHARES = "mes"
    PHRAGMEN = "phragmen"
    MAX_WELFARE = "max-welfare"
    ADVISORY = "advisory"


class Utility(StrEnum):
    """What a funded project is worth to a voter who named it.

    COST: its cost. CARDINALITY: one. POINTS: the points given (the academic form). POINTS_COST: points times cost
    (the form in which equalshares.net counts effective votes).
    """

    COST = "cost"
    CARDINALITY = "cardinality"
    POINTS = "points"
    POINTS_COST = "points-cost"


class Completion(StrEnum):
    """What happens with money the method proper leaves.

    ADD1 raises everyone's share step by step; ADD1U then funds by votes what still fits; GREEDY does only the latter.
    """

    NONE = "none"
    ADD1 = "add1"
    ADD1U = "add1u"
    GREEDY = "greedy"


class Start(StrEnum):
    """The first share of Add1: the budget divided by the voters, or that rounded down to a whole unit of money."""

    EXACT = "exact"
    FLOOR = "floor"


class Stop(StrEnum):
    """When Add1 ends: as soon as nothing more fits, or only when the next step would cost more than the budget."""

    EXHAUSTIVE = "exhaustive"
    INFEASIBLE = "infeasible"


class TieOrder(StrEnum):
    """How equal projects are told apart."""

    LOTS = "lots"
    ID = "id"
    REVERSE_ID = "reverse-id"
    COST_VOTES_LOTS = "cost-votes-lots"


ONE_UNIT = Cents(100)
"""One unit of money, a euro say: the usual step of Add1."""


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A complete counting rule. `increment` is the step of Add1; `caps` bounds what a category may get in all.

    `reference` treats projects without a vote, blank ballots and projects above the budget as the library pabutools
    does; it exists for comparison and is refused for a real count.
    """

    method: Method = Method.EQUAL_SHARES
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD1U
    start: Start = Start.EXACT
    stop: Stop = Stop.EXHAUSTIVE
    increment: Cents = ONE_UNIT
    comparison: bool = False
    min_votes: int = 1
    skip: bool = True
    ties: TieOrder = TieOrder.COST_VOTES_LOTS
    count_blank: bool = False
    caps: Mapping[str, Cents] = field(default_factory=dict)
    reference: bool = False

    @property
    def counts_points(self) -> bool:
        """Whether support is measured in points, not in ballots."""
        return self.utility in (Utility.POINTS, Utility.POINTS_COST)

    def canonical(self) -> JSON:
        """Return the rule as plain data, every field written out."""
        return to_plain(self)


def read_rule(data: object) -> CountingRule:
    """Read a rule from its canonical form. Raises PlainFormError naming the place that doesn't fit."""
    return from_plain(data, CountingRule)


def check_rule(rule: CountingRule) -> tuple[Message, ...]:
    """Return everything that makes the rule unfit for a real count; empty when it is sound."""
    faults: list[Message] = []
    if rule.increment < 1:
        faults.append(Message("The step of the share must be at least one cent."))
    if rule.min_votes < 1:
        faults.append(Message("A project needs at least one vote."))
    if rule.method is not Method.EQUAL_SHARES and rule.completion in (Completion.ADD1, Completion.ADD1U):
        faults.append(Message("Raising the share step by step belongs to equal shares only."))
    if rule.reference:
        faults.append(Message("The reference treatment is for comparison only."))
    if rule.method is Method.MAX_WELFARE:
        faults.append(Message("Maximum welfare is for comparison only: its optimum need not be unique."))
    return tuple(faults)
