"""Equal shares in exact numbers, for the decisions that floats leave open.

Rests on one identity: a supporter of a purchase pays its full price or gives all that is left. So whoever still has
money has the share minus the prices of what they helped to buy, and the money of any set of voters is a count times the
share minus counts times prices: a handful of fractions, however many voters there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from voting.core.counting.certificate import Purchase
from voting.core.counting.pot import Pot

NEVER = np.int16(2**15 - 1)
"""In the list of when each type was emptied: not yet."""


@dataclass(slots=True, eq=False)
class ExactLane:
    """The exact state of one run after its purchases `order`.

    `emptied_at[t]` is the number of the purchase at which ballot type t gave all it had, or NEVER. `fixed` holds the
    price of purchases at which every supporter was emptied, where no supporter's price is left to divide by.
    """

    pot: Pot
    share: Fraction
    order: Sequence[int]
    emptied_at: NDArray[np.int16]
    fixed: dict[int, Fraction] = field(default_factory=dict)
    _parts: list[int] = field(default_factory=list)
    _whole: int = 0
    _entries: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)

    def prices(self) -> list[float]:
        """Return the price of one point of every purchase so far, each rounded once."""
        self._extend()
        return [part / self._whole for part in self._parts]

    def purchases(self) -> tuple[Purchase, ...]:
        """Return every purchase so far, exact."""
        self._extend()
        return tuple(
            Purchase(self.pot.candidates[project].id, Fraction(part, self._whole), wealth, emptied, before)
            for project, part, (wealth, emptied, before) in zip(
                self.order, self._parts, self._entries, strict=True
            )
        )

    def _extend(self) -> None:
        """Find the prices of purchases not priced yet.

        All prices are kept as `_parts` of one common denominator `_whole`: it grows by one factor a purchase, and no
        fraction is ever reduced on the way.
        """
        known, total = len(self._parts), len(self.order)
        if known == total:
            return
        self._whole = self._whole or self.share.denominator
        counts = np.zeros((total + 1, total), dtype=np.int64)
        voters = np.zeros(total, dtype=np.int64)
        for at, project in enumerate(self.order):
            when = np.minimum(self.emptied_at[self.pot.profile.supporters_of(project)], total)
            weights, points = self._weights(project)
            counts[:, at] = _count(when, points, total)
            voters[at] = counts[at, at] if points is weights else _count(when, weights, total)[at]
        for at in range(known, total):
            before = tuple(counts[at, :at].tolist())
            wealth, emptied = int(counts[at + 1 :, at].sum()), int(voters[at])
            self._append_price(at, wealth, emptied, before)
            self._entries.append((wealth, emptied, before))

    def _append_price(self, at: int, wealth: int, emptied: int, before: tuple[int, ...]) -> None:
        cost = self.pot.candidates[self.order[at]].cost
        share = self.share.numerator * (self._whole // self.share.denominator)
        spent = sum(number * part for number, part in zip(before, self._parts, strict=True) if number)
        part = cost * self._whole - emptied * share + spent
        if not wealth:
            wealth, part = self.fixed[at].denominator, self.fixed[at].numerator * self._whole
        self._parts = [other * wealth for other in self._parts]
        self._parts.append(part)
        self._whole *= wealth

    def _weights(self, project: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the voters, and the points they give in all, of every type that names a project."""
        profile = self.pot.profile
        types = profile.supporters_of(project)
        voters = np.ones(len(types), np.int64) if profile.weights is None else profile.weights[types]
        points = profile.points_of(project)
        return voters, voters if points is None else voters * points

    def count_payers(self, project: int, number: int) -> int:
        """Return how many voters paid the full price of the purchase with this number and kept something."""
        when = self.emptied_at[self.pot.profile.supporters_of(project)]
        voters, _ = self._weights(project)
        return int(voters[when > number].sum())

    def money_of(self, types: NDArray[np.int32]) -> Fraction:
        """Return what the voters of ``types`` have left in all. None of them may have been emptied."""
        self._extend()
        profile = self.pot.profile
        mark = np.zeros(profile.types, dtype=np.int64)
        mark[types] = 1 if profile.weights is None else profile.weights[types]
        spent = 0
        for part, project in zip(self._parts, self.order, strict=True):
            points = profile.points_of(project)
            named = mark[profile.supporters_of(project)]
            spent += part * int(named.sum() if points is None else (named * points).sum())
        return int(mark.sum()) * self.share - Fraction(spent, self._whole or 1)

    def balance_of(self, kind: int) -> Fraction:
        """Return what one voter of a ballot type that wasn't emptied has left."""
        self._extend()
        profile = self.pot.profile
        span = slice(profile.starts[kind], profile.starts[kind + 1])
        chosen = profile.choices[span].tolist()
        given = [1] * len(chosen) if profile.points is None else profile.points[span].tolist()
        points = dict(zip(chosen, given, strict=True))
        paid = zip(self.order, self._parts, strict=True)
        spent = sum(points[project] * part for project, part in paid if project in points)
        return self.share - Fraction(spent, self._whole or 1)

    def find_price(self, project: int, floats: NDArray[np.float64], slack: float) -> "ExactPrice | None":
        """Return the exact price of a point of ``project``, or None when its supporters can't pay for it.

        ``floats`` are balances of the project's types, each within ``slack`` of the exact one; only those near the
        price are looked at one by one.
        """
        types = self.pot.profile.supporters_of(project)
        alive = self.emptied_at[types] == NEVER
        types, floats = types[alive], floats[alive]
        weights, points = (part[alive] for part in self._weights(project))
        cost = self.pot.candidates[project].cost
        money = self.money_of(types)
        if money < cost:
            return None
        each = points / weights
        guess = _fill(cost, floats, each, points)
        width = max(1e-9 * guess, 4 * slack)
        while True:
            found = self._solve(cost, types, floats / each, guess, each, points, width)
            if found is not None:
                return found
            width *= 1000

    def _solve(
        self,
        cost: int,
        types: NDArray[np.int32],
        limits: NDArray[np.float64],
        guess: float,
        each: NDArray[np.float64],
        points: NDArray[np.int64],
        width: float,
    ) -> "ExactPrice | None":
        """Find the price, trusting ``limits`` (what a type can pay a point) further than ``width`` from the guess."""
        near = np.abs(limits - guess) <= width
        poor = ~near & (limits < guess)
        exact = {at: self.balance_of(int(types[at])) / int(each[at]) for at in np.flatnonzero(near).tolist()}
        poor_money, wealth = self.money_of(types[poor]), int(points[~poor].sum())
        price = max(exact.values(), default=Fraction())
        for at in sorted(exact, key=lambda at: exact[at]):
            if exact[at] >= (cost - poor_money) / wealth:
                break
            poor_money += exact[at] * int(points[at])
            wealth -= int(points[at])
        if wealth:
            price = (cost - poor_money) / wealth
        # What floats were trusted for holds if they and the guess are off by less than half the width.
        if abs(float(price) - guess) > width / 2 and not near.all():
            return None
        emptied = poor.copy()
        emptied[[at for at, limit in exact.items() if limit <= price]] = True
        return ExactPrice(price, types[emptied])


@dataclass(frozen=True, slots=True, eq=False)
class ExactPrice:
    """The exact price of a point, and the types that it empties."""

    price: Fraction
    emptied: NDArray[np.int32]


def _count(when: NDArray[np.int16], weights: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    # Floats add whole numbers exactly up to 2**53; more points than that are refused when a pot is made.
    return np.bincount(when, weights=weights, minlength=total + 1).astype(np.int64)


def _fill(
    cost: int, floats: NDArray[np.float64], each: NDArray[np.float64], points: NDArray[np.int64]
) -> float:
    """Return the approximate price of a point by filling up from the poorest."""
    limits = floats / each
    order = np.argsort(limits)
    limits, mass = limits[order], points[order].astype(np.float64)
    below = np.concatenate(([0.0], np.cumsum(limits * mass)[:-1]))
    above = mass[::-1].cumsum()[::-1]
    prices = (cost - below) / above
    fits = np.flatnonzero(prices <= limits)
    return float(prices[fits[0]]) if len(fits) else float(limits[-1])
