"""The result of a count: what is funded, why everything else is not, and each round of how it came about."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.counting.certificate import Certificate
from voting.core.counting.rule import CountingRule


class Fate(StrEnum):
    """What became of a project."""

    FUNDED = "funded"
    NO_VOTES = "no-votes"
    BELOW_MINIMUM = "below-minimum"
    ABOVE_BUDGET = "above-budget"
    RIVAL_FUNDED = "rival-funded"
    CATEGORY_FULL = "category-full"
    DOES_NOT_FIT = "does-not-fit"
    AFTER_STOP = "after-stop"
    SUPPORT_TOO_SMALL = "support-too-small"
    WITHDRAWN = "withdrawn"
    NOT_CHOSEN = "not-chosen"
    RANKED = "ranked"


@dataclass(frozen=True, slots=True)
class Round:
    """One decision, in the order in which they were taken.

    `phase` is the part of the rule that decided (its method, or its completion). `key` is what the rule compares: votes,
    votes per unit of money, or the price of a unit of utility. For equal shares `price` is what one point of support
    costs each supporter who can pay in full, `payers` how many could, `emptied` how many gave all they had left.
    """

    number: int
    phase: str
    project: ProjectId
    cost: Cents
    votes: int
    fate: Fate
    key: Fraction
    left: Cents
    price: Fraction | None = None
    payers: int = 0
    emptied: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that were exactly equal, in the order the tie rule gave them. `round` is where it first mattered."""

    round: int
    projects: tuple[ProjectId, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """A count's outcome. `voters` is n, the number of ballots the shares are divided by.

    `endowment` is the share of a voter in cents, for rules that have one. `selected` is in the order of selection.
    `comparison` is how many voters prefer equal shares and how many the greedy outcome, where the rule compares them.
    """

    rule: CountingRule
    budget: Cents
    voters: int
    blank: int
    selected: tuple[ProjectId, ...]
    total: Cents
    fates: Mapping[ProjectId, Fate]
    rounds: tuple[Round, ...]
    ties: tuple[Tie, ...]
    endowment: Fraction | None = None
    certificate: Certificate | None = None
    comparison: tuple[int, int] | None = None

    @property
    def leftover(self) -> Cents:
        """What of the budget is not spent."""
        return Cents(self.budget - self.total)
