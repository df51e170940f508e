"""A voter's own account: what their share paid for. Needs the published prices and the choices, and nothing else.

Meant to be computed where the choices are typed in; nothing is sent, nothing is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pb.kernel.ids import ProjectId
from voting.core.counting.certificate import Certificate


@dataclass(frozen=True, slots=True)
class Account:
    """A share in cents, what it paid in the order of purchase, and what is left; share = sum of paid + left, exactly."""

    share: Fraction
    paid: tuple[tuple[ProjectId, Fraction], ...]
    left: Fraction


def settle_account(certificate: Certificate, choices: Mapping[ProjectId, int]) -> Account:
    """Return the account of a voter who gave each project in ``choices`` that many points (one for an approval)."""
    left = certificate.endowment
    paid: list[tuple[ProjectId, Fraction]] = []
    for purchase in certificate.purchases:
        points = choices.get(purchase.project, 0)
        if points:
            amount = min(left, purchase.price * points)
            paid.append((purchase.project, amount))
            left -= amount
    return Account(certificate.endowment, tuple(paid), left)
