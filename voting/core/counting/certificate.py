"""What lets a third party recheck a result in one pass over the ballots, without searching for it again."""

from dataclasses import dataclass
from fractions import Fraction

from pb.kernel.ids import ProjectId


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase under equal shares, in cents and exact.

    `price` is what one point costs a supporter who can pay it. `wealth` is the points of those who can; `emptied` the
    number of voters who gave all they had left, and `spent_before` how many of their points went to each earlier
    purchase: so what they gave is emptied * endowment - sum(spent_before[k] * price of k).
    """

    project: ProjectId
    price: Fraction
    wealth: int
    emptied: int
    spent_before: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The exact prices of a run of equal shares, in the order of purchase, and the share of each voter in cents."""

    endowment: Fraction
    purchases: tuple[Purchase, ...]
