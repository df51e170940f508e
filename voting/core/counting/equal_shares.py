"""The Method of Equal Shares (Peters, Pierczynski and Skowron, 2021): equal money for all, spent where it does most.

Each round buys the project whose supporters pay least for a unit of utility; each of them pays the price or gives all
that is left. What the method leaves is for `completion`.
"""

from collections.abc import Sequence
from fractions import Fraction

from voting.core.counting.allocation import Fate
from voting.core.counting.certificate import Certificate
from voting.core.counting.pot import Pot
from voting.core.counting.protocol import Protocol
from voting.core.counting.shares_field import Backers
from voting.core.counting.shares_run import SharesRun


def run_equal_shares(
    pot: Pot, share: Fraction, backers: list[Backers] | None = None, first: Sequence[int] = ()
) -> tuple[Protocol, Certificate]:
    """Run the method with ``share`` cents a voter and write it down; projects ``first`` are bought before all others."""
    run = SharesRun(pot, [share], pot.eligible(), backers)
    run.buy_first(first)
    run.run()
    exact = run.exact(0)
    purchases = exact.purchases()
    protocol = Protocol(pot)
    for project, purchase in zip(run.order(0), purchases, strict=True):
        key = purchase.price / run.worth[project]
        payers = exact.count_payers(project, len(protocol.bought))
        protocol.decide("mes", project, Fate.FUNDED, key, purchase.price, payers, purchase.emptied)
    for before, tied in run.ties[0]:
        protocol.note_tie(tied, before + 1)
    return protocol, Certificate(share, purchases)


def exact_share(pot: Pot) -> Fraction:
    """Return the budget divided by the voters, in cents."""
    return Fraction(pot.budget, pot.voters)
