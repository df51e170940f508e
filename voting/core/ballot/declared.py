"""The ballot as a cycle declares it, before anybody knows how many projects an area has.

A declaration says the kind and its limits once for all areas; `rule_for` fits them to one area. A limit that the kind
doesn't have is a fault, never ignored: somebody meant something by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pb.kernel.message import Message
from pb.kernel.money import Cents
from voting.core.ballot.rule import BallotKind, BallotRule

_HIGHEST = 1000
"""More points than anybody shares out by hand; it bounds the length of a sealed ballot."""

_WITH_POINTS = frozenset({BallotKind.POINTS, BallotKind.SCORES})


@dataclass(frozen=True, slots=True)
class DeclaredBallot:
    """A kind of ballot and its limits for every area.

    `minimum` and `maximum` count chosen projects; in a ranking the maximum is the number of places. `points` is what a
    points ballot may spend and `least_points` what it has to; `top` is the most for one project (None: all points).
    """

    kind: BallotKind = BallotKind.APPROVAL
    minimum: int = 1
    maximum: int | None = None
    points: int | None = None
    least_points: int = 0
    top: int | None = None
    blank: bool = False

    def rule_for(self, projects: int, budget: Cents) -> BallotRule:
        """Return the rule in an area with this many projects and this much money.

        A limit that so few projects can't reach shrinks to what they can. Raises ValueError for limits with a fault
        (`check_ballot`) and for an area without projects.
        """
        top = self._top()
        maximum = 1 if self.kind is BallotKind.SINGLE else self.maximum
        return BallotRule(
            kind=self.kind,
            minimum=min(self.minimum, projects),
            maximum=None if maximum is None else min(maximum, projects),
            budget=budget if self.kind is BallotKind.KNAPSACK else None,
            top=top,
            least_total=min(self.least_points, top * projects),
            most_total=self.points,
            blank=self.blank,
        )

    def _top(self) -> int:
        if self.kind not in _WITH_POINTS:
            return 1
        return self.top or self.points or 1


def check_ballot(ballot: DeclaredBallot, *, has_money: bool) -> tuple[Message, ...]:
    """Return everything that makes a declared ballot impossible; empty when it is sound."""
    return (
        *_check_belonging(ballot),
        *_check_numbers(ballot),
        *_check_points(ballot),
        *_check_money(ballot, has_money=has_money),
    )


def _check_belonging(ballot: DeclaredBallot) -> Iterator[Message]:
    points = ballot.kind is BallotKind.POINTS
    strange = {
        "points": ballot.points is not None and not points,
        "least_points": ballot.least_points != 0 and not points,
        "top": ballot.top is not None and ballot.kind not in _WITH_POINTS,
        "minimum": ballot.minimum != 1 and ballot.kind is BallotKind.SINGLE,
        "maximum": ballot.maximum is not None and ballot.kind is BallotKind.SINGLE,
    }
    for name in (name for name, is_strange in strange.items() if is_strange):
        yield Message(
            "This rule does not belong to a ballot of the kind %(kind)s: %(rule)s.",
            {"kind": ballot.kind, "rule": name},
        )


def _check_numbers(ballot: DeclaredBallot) -> Iterator[Message]:
    if ballot.minimum < 1:
        yield Message("The least number of projects is one. A blank vote is a rule of its own.")
    if ballot.maximum is not None and ballot.maximum < ballot.minimum:
        yield Message("The most projects are fewer than the least.")


def _check_points(ballot: DeclaredBallot) -> Iterator[Message]:
    if ballot.kind is BallotKind.POINTS:
        if ballot.points is None or ballot.points < 1:
            yield Message("Say how many points a ballot has, at least one.")
        elif ballot.points < ballot.minimum or not 0 <= ballot.least_points <= ballot.points:
            yield Message("The points are fewer than the least a ballot must give.")
    if ballot.kind is BallotKind.SCORES and ballot.top is None:
        yield Message("Say the highest score, at least one.")
    if ballot.top is not None and not 1 <= ballot.top <= _HIGHEST:
        yield Message("The most for one project is from 1 to %(highest)s.", {"highest": _HIGHEST})
    if ballot.points is not None and ballot.points > _HIGHEST:
        yield Message("A ballot has at most %(highest)s points.", {"highest": _HIGHEST})


def _check_money(ballot: DeclaredBallot, *, has_money: bool) -> Iterator[Message]:
    if ballot.kind is BallotKind.KNAPSACK and not has_money:
        yield Message("Choosing within a budget needs a cycle with money.")
