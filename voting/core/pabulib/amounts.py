"""Numbers as .pb files write them: a point or a comma before the decimals, no thousands separator, no sign."""

import re
from fractions import Fraction

from pb.kernel.message import Message
from pb.kernel.money import LIMIT, Cents
from voting.core.pabulib.errors import PbFormatError, show

_DECIMAL = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,18})?\Z")
_WHOLE = re.compile(r"[0-9]{1,12}\Z")


def read_decimal(text: str, line: int, what: str) -> Fraction:
    """Read a number of zero or more. Raises PbFormatError naming ``what``, such as a column."""
    if not _DECIMAL.match(text):
        values = {"what": what, "text": show(text)}
        raise PbFormatError(line, Message("%(what)s is not a number of zero or more: “%(text)s”.", values))
    return Fraction(text.replace(",", "."))


def read_cents(text: str, line: int, what: str) -> Cents:
    """Read an amount above zero, in whole cents. Raises PbFormatError for others and beyond the limit."""
    amount = read_decimal(text, line, what) * 100
    values = {"what": what, "text": show(text)}
    if amount.denominator != 1:
        raise PbFormatError(line, Message("%(what)s has parts of a cent: “%(text)s”.", values))
    return _bounded(amount.numerator, line, what, text)


def read_cents_rounded_down(text: str, line: int, what: str) -> tuple[Cents, bool]:
    """Read an amount above zero; return its whole cents and whether parts of a cent were dropped."""
    amount = read_decimal(text, line, what) * 100
    whole = amount.numerator // amount.denominator
    return _bounded(whole, line, what, text), whole != amount


def read_count(text: str, line: int, what: str) -> int:
    """Read a whole number of zero or more. Raises PbFormatError."""
    if not _WHOLE.match(text):
        values = {"what": what, "text": show(text)}
        raise PbFormatError(line, Message("%(what)s is not a whole number: “%(text)s”.", values))
    return int(text)


def write_amount(cents: int) -> str:
    """Return an amount as a decimal in units of money, without needless zeros."""
    return str(cents // 100) if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02}"


def _bounded(cents: int, line: int, what: str, text: str) -> Cents:
    values = {"what": what, "text": show(text)}
    if cents < 1:
        raise PbFormatError(line, Message("%(what)s must be above zero: “%(text)s”.", values))
    if cents > LIMIT:
        raise PbFormatError(line, Message("%(what)s is too large: “%(text)s”.", values))
    return Cents(cents)
