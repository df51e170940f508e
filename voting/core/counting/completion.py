"""What equal shares leaves over: Add1 raises the share step by step, a greedy completion funds by votes what still fits.

Add1 isn't one rule. Where it starts, how far a step goes and when it stops each decide winners in real elections, so
each is an option of the rule (see `CountingRule`).
"""

from fractions import Fraction

from voting.core.counting.allocation import Allocation, Fate
from voting.core.counting.comparison import compare_with_greedy
from voting.core.counting.equal_shares import exact_share, run_equal_shares
from voting.core.counting.greedy import fund_greedily
from voting.core.counting.pot import Pot
from voting.core.counting.rule import ONE_UNIT, Completion, Start, Stop, Utility
from voting.core.counting.shares_field import Backers, gather_backers
from voting.core.counting.shares_run import SharesRun

_FIRST_BATCH = 64
_LARGEST_BATCH = 256
_CELLS = 2**22
"""Shares tried side by side times ballot types; bounds the memory."""


def count_equal_shares(pot: Pot) -> Allocation:
    """Count by equal shares with the completion of the rule."""
    rule = pot.rule
    backers = gather_backers(pot)
    share = exact_share(pot)
    if rule.completion in (Completion.ADD1, Completion.ADD1U):
        share = find_share(pot, backers)
    protocol, certificate = run_equal_shares(pot, share, backers)
    if rule.completion in (Completion.GREEDY, Completion.ADD1U):
        rest = [project for project in pot.eligible() if project not in protocol.bought]
        per_cost = rule.utility in (Utility.CARDINALITY, Utility.POINTS)
        fund_greedily(protocol, rest, per_cost=per_cost, phase="greedy")
    allocation = protocol.close(Fate.SUPPORT_TOO_SMALL, share, certificate)
    return compare_with_greedy(pot, allocation) if rule.comparison else allocation


def find_share(pot: Pot, backers: list[Backers]) -> Fraction:
    """Return the share at which Add1 ends, trying one after the other, many side by side.

    Spending doesn't grow steadily with the share, so none may be left out.
    """
    share = exact_share(pot)
    if pot.rule.start is Start.FLOOR:
        share = Fraction(share // ONE_UNIT * ONE_UNIT)
    last, batch = share, _FIRST_BATCH
    most = max(1, min(_LARGEST_BATCH, _CELLS // max(1, pot.profile.types)))
    while True:
        shares = [share + step * pot.rule.increment for step in range(min(batch, most))]
        run = SharesRun(pot, shares, pot.eligible(), backers)
        run.run(limit=pot.budget)
        for lane, tried in enumerate(shares):
            if run.spent[lane] > pot.budget:
                return last
            if _ends(pot, run, lane):
                return tried
            last = tried
        share, batch = last + pot.rule.increment, batch * 2


def _ends(pot: Pot, run: SharesRun, lane: int) -> bool:
    """Say whether Add1 ends with this affordable outcome."""
    bought = set(run.order(lane))
    ruled_out = pot.ruled_out(run.order(lane))
    open_costs = [
        pot.candidates[project].cost
        for project in pot.eligible()
        if project not in bought and project not in ruled_out and pot.support[project]
    ]
    if not open_costs:
        return True
    return pot.rule.stop is Stop.EXHAUSTIVE and min(open_costs) > pot.budget - run.spent[lane]
