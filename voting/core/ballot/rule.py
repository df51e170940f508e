"""How residents choose, as limits that one check holds for every kind of ballot.

The kinds differ in what a choice's value means and in how choices become digits (`digits`); everything else is limits.
A rule is sealed in the manifest: whatever decides whether a ballot counts stands here as data.
"""

from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.canonical import JSON
from pb.kernel.money import Cents
from voting.core.reading import Fields, FormatError


class BallotKind(StrEnum):
    """What the value beside a chosen project means."""

    APPROVAL = "approval"  # always 1
    KNAPSACK = "knapsack"  # always 1, and the costs together fit the budget
    POINTS = "points"  # points given, out of a total
    SCORES = "scores"  # a score, each project by itself
    RANKING = "ranking"  # the place, from 1
    SINGLE = "single"  # always 1, one project


BY_PLACE = frozenset({BallotKind.RANKING, BallotKind.SINGLE})
"""Kinds whose digits are the project in each place; the others have a digit a project."""


@dataclass(frozen=True, slots=True)
class BallotRule:
    """The limits of a ballot. `minimum` and `maximum` count chosen projects (places, in a ranking).

    `budget` limits the total cost; `top` the value of one project; `least_total` and `most_total` the sum of values.
    None is no limit. `blank` says whether a ballot without choices is a valid vote. Raises ValueError for limits that
    contradict each other or that the kind needs and lacks.
    """

    kind: BallotKind
    minimum: int = 1
    maximum: int | None = None
    budget: Cents | None = None
    top: int = 1
    least_total: int = 0
    most_total: int | None = None
    blank: bool = False

    def __post_init__(self) -> None:
        if self.minimum < 0 or (self.maximum is not None and self.maximum < max(1, self.minimum)):
            raise ValueError("the least and most numbers of projects contradict each other")
        if (self.kind is BallotKind.KNAPSACK) != (self.budget is not None):
            raise ValueError("a knapsack ballot has a budget, and no other kind has")
        if self.kind in (BallotKind.POINTS, BallotKind.SCORES):
            if self.top < 1 or (self.most_total is not None and self.most_total < max(1, self.least_total)):
                raise ValueError("the limits of points contradict each other")
        elif (self.top, self.least_total, self.most_total) != (1, 0, None):
            raise ValueError(f"a ballot of kind {self.kind} gives no points")
        if self.kind is BallotKind.POINTS and self.most_total is None:
            raise ValueError("a points ballot has a total")
        if self.kind is BallotKind.SINGLE and (self.minimum, self.maximum) != (1, 1):
            raise ValueError("a single choice is one project")

    def to_plain(self) -> dict[str, JSON]:
        """Return the form that stands in the manifest: every field, so that nothing is a silent default."""
        return {
            "blank": self.blank,
            "budget": self.budget,
            "kind": self.kind.value,
            "least_total": self.least_total,
            "maximum": self.maximum,
            "minimum": self.minimum,
            "most_total": self.most_total,
            "top": self.top,
        }


def read_rule(value: JSON, place: str) -> BallotRule:
    """Read the form that `to_plain` gives. Raises FormatError naming ``place``."""
    fields = Fields(value, place)
    budget = fields.integer_or_none("budget")
    try:
        rule = BallotRule(
            kind=BallotKind(fields.text("kind")),
            minimum=fields.integer("minimum"),
            maximum=fields.integer_or_none("maximum"),
            budget=None if budget is None else Cents(budget),
            top=fields.integer("top"),
            least_total=fields.integer("least_total"),
            most_total=fields.integer_or_none("most_total"),
            blank=fields.flag("blank"),
        )
    except FormatError:
        raise
    except ValueError as error:
        raise FormatError(f"{place}: {error}") from None
    fields.finish()
    return rule
