"""Money as whole cents. Never a float: a result must not depend on rounding."""

from decimal import Decimal, InvalidOperation
from typing import NewType

Cents = NewType("Cents", int)
"""An amount in hundredths of the cycle's currency."""

LIMIT = Cents(10**15)
"""Ten thousand billion: larger amounts are typing errors, and still fit a 64-bit column."""


def parse_amount(text: str) -> Cents:
    """Read an amount as people type it: ``12 000``, ``12000,50``, ``12.000,50 €``.

    A comma, or a point followed by one or two digits at the end, starts the cents; other points, spaces and a currency
    sign are passed over. Raises ValueError for anything else, for more than two decimals, and outside 0..LIMIT.
    """
    compact = "".join(text.replace("€", "").split())
    if "," not in compact and compact.count(".") == 1 and len(compact.rpartition(".")[2]) <= 2:
        compact = compact.replace(".", ",")
    whole, _, decimals = compact.partition(",")
    groups = whole.split(".")
    if any(len(group) != 3 for group in groups[1:]) or len(decimals) > 2 or not compact.isascii():
        raise ValueError(f"not an amount: {text!r}")
    try:
        amount = Decimal(f"{''.join(groups)}.{decimals or '0'}")
    except InvalidOperation:
        raise ValueError(f"not an amount: {text!r}") from None
    if not compact.replace(".", "").replace(",", "").isdigit() or not 0 <= amount * 100 <= LIMIT:
        raise ValueError(f"not an amount: {text!r}")
    return Cents(int(amount * 100))
