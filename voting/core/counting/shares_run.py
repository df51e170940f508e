"""Runs of equal shares: one share, or many shares side by side, each decision the one that exact numbers would give.

Every lane is a run of its own with its own share. Lanes wait until many of them want the same project looked at, so that
one array operation serves them all; the order in which lanes advance changes nothing about their results.

Floats are a filter. `slack[lane]` bounds how far a balance can be from the exact one, every price comes with a bound of
its own, and whatever these bounds leave open is decided by `shares_exact`. The proof: docs/adr/0020-exact-counting.md.
Never writes to the profile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from voting.core.counting.pot import Pot
from voting.core.counting.rule import Utility
from voting.core.counting.shares_exact import NEVER, ExactLane, ExactPrice
from voting.core.counting.shares_field import UNIT, Backers, Floats, gather_backers
from voting.core.counting.shares_price import Flags, find_prices

Lanes = NDArray[np.int64]

_LEAST = 2.0**-1000
"""Stands for a positive amount too small for a float."""

_AHEAD = 1.3
"""A project is looked at also in lanes that will come to it soon: whose next key is not much smaller."""

_REFRESH = 1e-3
"""Balances are set anew from exact prices when their bound has grown to this part of the share."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A project looked at in some lanes: what its supporters have (types x lanes) and the price that follows."""

    project: int
    lanes: Lanes
    backers: Backers
    balances: Floats


class SharesRun:
    """Runs equal shares for a list of shares until no supported project can be paid for.

    After `run`, `order(lane)` is what the lane bought, `spent[lane]` its cost, `ties[lane]` the exact ties it met: the
    number of purchases before, and the projects in tie order.
    """

    def __init__(
        self,
        pot: Pot,
        shares: Sequence[Fraction],
        projects: Sequence[int],
        backers: list[Backers] | None = None,
    ) -> None:
        """Prepare runs over ``projects`` (those that may win); ``backers`` may be shared between runs over one pot."""
        lanes, all_projects = len(shares), len(pot.candidates)
        self.pot = pot
        self.shares = list(shares)
        self.backers = list(backers or gather_backers(pot))
        self.costs = np.array([candidate.cost for candidate in pot.candidates], dtype=np.float64)
        weigh = pot.rule.utility in (Utility.COST, Utility.POINTS_COST)
        self.worth = [candidate.cost if weigh else 1 for candidate in pot.candidates]
        share = np.array([float(value) for value in shares])
        self.share = share
        self.balances = np.repeat(share[None, :], pot.profile.types, axis=0)
        self.slack = share * (2 * UNIT)
        self.emptied_at = np.full((pot.profile.types, lanes), NEVER, dtype=np.int16)
        self.bought = np.full((lanes, all_projects), -1, dtype=np.int32)
        self.rounds = np.zeros(lanes, dtype=np.int64)
        self.spent = np.zeros(lanes, dtype=np.int64)
        self.ties: list[list[tuple[int, tuple[int, ...]]]] = [[] for _ in shares]
        self.exact_lanes: dict[int, ExactLane] = {}
        self.exact_prices: dict[tuple[int, int], ExactPrice] = {}
        # Keys only rise as money runs dry, so an old key is a lower bound: `low`. `waiting` is `low` where the project
        # hasn't been looked at since the lane's last purchase; `high` bounds the best key from above.
        self.low = np.full((lanes, all_projects), np.inf)
        supported = [project for project in projects if len(self.backers[project].types)]
        self.low[:, supported] = 0.0
        self.waiting = self.low.copy()
        self.high = np.full(lanes, np.inf)
        self.price = np.zeros((lanes, all_projects))
        self.price_slack = np.zeros((lanes, all_projects))
        self.clean_wealth = np.zeros((lanes, all_projects))
        self.next = np.zeros(lanes, dtype=np.int64)
        self.frontier = np.full(lanes, np.inf)

    def run(self, limit: int | None = None) -> None:
        """Run every lane to its end; a lane that has spent more than ``limit`` ends there."""
        limit = 2**62 if limit is None else limit
        lanes = np.arange(len(self.shares))
        self._queue(lanes, limit)
        while True:
            front = int(np.argmin(self.frontier))
            if np.isinf(self.frontier[front]):
                return
            project = int(self.next[front])
            waiting = self.waiting[:, project]
            lanes = np.flatnonzero(
                (waiting <= self.frontier * _AHEAD) & np.isfinite(self.frontier) & np.isfinite(waiting)
            )
            self._advance(project, lanes, limit)

    def buy_first(self, projects: Sequence[int]) -> None:
        """Buy ``projects`` in this order in every lane, before anything else; each must be affordable."""
        lanes = np.arange(len(self.shares))
        for project in projects:
            look = self._look(project, lanes)
            if np.isinf(self.low[:, project]).any():
                raise ValueError("a project bought before can't be paid for any more")
            self._buy(look, lanes)

    def order(self, lane: int) -> list[int]:
        """Return what a lane has bought, in order."""
        return [int(project) for project in self.bought[lane, : self.rounds[lane]]]

    def exact(self, lane: int) -> ExactLane:
        """Return the exact state of a lane."""
        if lane not in self.exact_lanes:
            self.exact_lanes[lane] = ExactLane(self.pot, self.shares[lane], [], self.emptied_at[:, lane])
        self.exact_lanes[lane].order = self.order(lane)
        return self.exact_lanes[lane]

    def _advance(self, project: int, lanes: Lanes, limit: int) -> None:
        """Look at ``project`` in ``lanes``, buy where the look decides the round, and queue what comes next."""
        look = self._look(project, lanes)
        ready = self._queue(lanes, limit)
        if not len(ready):
            return
        winners = self._pick(ready)
        for winner in sorted(set(winners.tolist())):
            there = ready[winners == winner]
            self._buy(look if winner == project else self._gather(winner, there), there)
        self._queue(ready, limit)

    def _queue(self, lanes: Lanes, limit: int) -> Lanes:
        """Set what each lane has to look at next; return the lanes that have seen enough to buy.

        `frontier` is the least key a lane may still find, infinite for a lane that has ended.
        """
        waiting = self.waiting[lanes]
        following = waiting.argmin(axis=1)
        least = waiting[np.arange(len(lanes)), following]
        ready = least > self.high[lanes]
        self.next[lanes] = following
        self.frontier[lanes] = np.where(self.spent[lanes] <= limit, least, np.inf)
        chosen: Lanes = lanes[ready & (self.spent[lanes] <= limit)]
        return chosen

    def _pick(self, lanes: Lanes) -> Lanes:
        """Return for every lane, each of which has seen enough, the project to buy."""
        close = self.low[lanes] <= self.high[lanes, None]
        winners: Lanes = close.argmax(axis=1)
        for at in np.flatnonzero(np.count_nonzero(close, axis=1) > 1).tolist():
            winners[at] = self._settle(int(lanes[at]), np.flatnonzero(close[at]).tolist())
        return winners

    def _settle(self, lane: int, projects: list[int]) -> int:
        """Return the project with the least exact key; a true tie is written down and goes by the tie rule."""
        keys = {project: self._exact_key(lane, project) for project in projects}
        least = min(keys.values())
        tied = sorted(
            (p for p in projects if keys[p] == least), key=lambda project: self.pot.tie_rank[project]
        )
        if len(tied) > 1:
            self.ties[lane].append((int(self.rounds[lane]), tuple(tied)))
        return tied[0]

    def _exact_key(self, lane: int, project: int) -> Fraction:
        wealth = int(self.clean_wealth[lane, project])
        if wealth:
            return Fraction(self.pot.candidates[project].cost, wealth * self.worth[project])
        found = self.exact_prices.get((lane, project)) or self._find_exact_price(lane, project)
        if found is None:
            raise ArithmeticError("an affordable project turned out not to be")
        return found.price / self.worth[project]

    def _find_exact_price(self, lane: int, project: int) -> ExactPrice | None:
        floats = self.balances[self.pot.profile.supporters_of(project), lane]
        found = self.exact(lane).find_price(project, floats, float(self.slack[lane]))
        if found is not None:
            self.exact_prices[lane, project] = found
        return found

    def _gather(self, project: int, lanes: Lanes) -> Look:
        backers = self.backers[project]
        if len(lanes) < self.balances.shape[1]:
            rows = self.balances.take(backers.types, axis=0)
            return Look(project, lanes, backers, rows.take(lanes, axis=1))
        balances = (
            self.balances[backers.types]
            if len(lanes) > 1
            else self.balances[:, 0].take(backers.types)[:, None]
        )
        alive: Flags = np.asarray(balances.any(axis=1))
        if not alive.all():
            backers, balances = backers.keep(alive), balances[alive]
            self.backers[project] = backers
        return Look(project, lanes, backers, balances)

    def _look(self, project: int, lanes: Lanes) -> Look:
        """Find the project's key in ``lanes``; where its supporters can't pay, it is out of the lane for good."""
        look = self._gather(project, lanes)
        money = look.backers.sum_money(look.balances)
        doubt = money * look.backers.rounding(len(lanes)) + look.backers.voters * self.slack[lanes]
        cost = self.costs[project]
        able, unable = money - doubt >= cost, money + doubt < cost
        self.waiting[lanes, project] = np.inf
        self.low[lanes[unable], project] = np.inf
        unsure = lanes[~able & ~unable].tolist()
        if able.any():
            unsure += self._set_price(look, able)
        for lane in unsure:
            self._look_exactly(project, lane)
        return look

    def _set_price(self, look: Look, able: Flags) -> list[int]:
        """Set price and key in the lanes ``able``; return those where a supporter is too near the price to tell."""
        project, lanes = look.project, look.lanes[able]
        balances = look.balances if len(lanes) == len(look.lanes) else look.balances[:, able]
        found = find_prices(look.backers, balances, self.costs[project], self.slack[lanes], self.share[lanes])
        sure, worth = ~found.near, self.worth[project]
        there, rate = lanes[sure], found.rate[sure]
        off = found.error[sure] / worth + 4 * UNIT * rate / worth
        self.low[there, project] = rate / worth - off
        self.high[there] = np.minimum(self.high[there], rate / worth + off)
        self.price[there, project] = rate
        self.price_slack[there, project] = found.error[sure]
        self.clean_wealth[there, project] = np.where(found.poor_voters[sure] == 0, found.points[sure], 0.0)
        return [int(lane) for lane in lanes[found.near]]

    def _look_exactly(self, project: int, lane: int) -> None:
        found = self._find_exact_price(lane, project)
        if found is None:
            self.low[lane, project] = np.inf
            return
        rate = float(found.price)
        key = rate / self.worth[project]
        self.low[lane, project] = key * (1 - 4 * UNIT)
        self.high[lane] = min(self.high[lane], key * (1 + 4 * UNIT))
        self.price[lane, project] = rate
        self.price_slack[lane, project] = 2 * UNIT * rate
        self.clean_wealth[lane, project] = 0.0

    def _buy(self, look: Look, bought: Lanes) -> None:
        """Let the supporters pay in the lanes ``bought``, which are among those looked at."""
        project, backers = look.project, look.backers
        every = len(bought) == len(look.lanes)
        before = look.balances if every else look.balances.take(np.searchsorted(look.lanes, bought), axis=1)
        rate = self.price[bought, project]
        after = np.maximum(before - backers.price_of(rate), 0.0)
        types, at = np.nonzero((after == 0) & (before > 0))
        if len(bought) == self.balances.shape[1]:
            self.balances[backers.types] = after
        else:
            self.balances[backers.types[:, None], bought] = after
        self.emptied_at[backers.types[types], bought[at]] = self.rounds[bought[at]]
        for lane in bought.tolist() if self.exact_prices else ():
            self._enter_exactly(project, lane)
        self.bought[bought, self.rounds[bought]] = project
        self.rounds[bought] += 1
        self.spent[bought] += self.pot.candidates[project].cost
        self.slack[bought] += backers.most_points * (self.price_slack[bought, project] + 4 * UNIT * rate)
        self.slack[bought] += 4 * UNIT * self.share[bought]
        self.low[bought, project] = np.inf
        for lane in bought.tolist() if self.pot.restrained else ():
            self.low[lane, list(self.pot.ruled_out(self.order(lane)))] = np.inf
        self.waiting[bought] = self.low[bought]
        self.high[bought] = np.inf
        for lane in bought[self.slack[bought] > _REFRESH * self.share[bought]].tolist():
            self._refresh(lane)

    def _enter_exactly(self, project: int, lane: int) -> None:
        """Where the price was found exactly, let it say who has nothing left; floats near zero give way to it."""
        found = self.exact_prices.get((lane, project))
        self.exact_prices = {key: price for key, price in self.exact_prices.items() if key[0] != lane}
        if found is None:
            return
        exact, column, number = self.exact(lane), self.emptied_at[:, lane], int(self.rounds[lane])
        backed = self.pot.profile.supporters_of(project)
        given = self.pot.profile.points_of(project)
        for at in np.flatnonzero((column[backed] == number) & ~np.isin(backed, found.emptied)).tolist():
            kind, points = int(backed[at]), 1 if given is None else int(given[at])
            column[kind] = NEVER
            left = exact.balance_of(kind) - points * found.price
            self.balances[kind, lane] = max(float(left), _LEAST)
        column[found.emptied] = number
        self.balances[found.emptied, lane] = 0.0
        exact.fixed[number] = found.price

    def _refresh(self, lane: int) -> None:
        """Set the balances of a lane anew from its exact prices, so that their errors stop adding up."""
        paid = np.zeros(self.pot.profile.types)
        for project, price in zip(self.order(lane), self.exact(lane).prices(), strict=True):
            backed = self.pot.profile.supporters_of(project)
            points = self.pot.profile.points_of(project)
            paid[backed] += price if points is None else price * points
        alive = self.emptied_at[:, lane] == NEVER
        self.balances[:, lane] = np.where(alive, np.maximum(self.share[lane] - paid, _LEAST), 0.0)
        self.slack[lane] = 4 * UNIT * self.share[lane] * (int(self.rounds[lane]) + 2)
