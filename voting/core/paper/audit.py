"""The audit of paper: which sheets are drawn to be compared with the record, by a lot that anyone can work out again.

299 sheets without one error mean, with 95 % confidence, that fewer than one sheet in a hundred was keyed wrong
(0.99 to the power of 299 is below 0.05). The lot is thrown after the record is fixed, so that nobody who keys can know
which sheets will be looked at.

The rule, for a stranger with ``sha256sum``: write the seed, a space and the serial; take the SHA-256; the sheets with
the smallest digests are drawn.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence

SAMPLE = 299
LEAST_DIGITS = 20
"""Twenty throws of a ten-sided die are 66 bits: nobody can try out records until the lot suits them."""

_LOT = re.compile(r"[0-9]{20,200}")


def read_lot(typed: str) -> str | None:
    """Return the thrown digits in a row, or None when there are too few or other signs among them."""
    digits = "".join(typed.split())
    return digits if digits.isascii() and _LOT.fullmatch(digits) else None


def salt_sheet(salt: bytes, serial: str) -> bytes:
    """Return the salt of one sheet; it is published only for those that are drawn."""
    return hmac.digest(salt, serial.encode(), "sha256")


def seal_sheet(salt: bytes, line: bytes) -> str:
    """Return the digest of one sheet's salt and line; without the salt nobody can try out what the sheet says."""
    return hashlib.sha256(salt + line).hexdigest()


def seal_sheets(salt: bytes, record: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return each sheet's digest by its serial, under a salt of its own."""
    return {serial: seal_sheet(salt_sheet(salt, serial), line) for serial, line in record.items()}


def seal_record(sealed: Mapping[str, str]) -> str:
    """Return the digest that fixes all sheets before the lot is thrown: SHA-256 of the lines "serial digest"."""
    return hashlib.sha256(
        "".join(f"{serial} {seal}\n" for serial, seal in sealed.items()).encode()
    ).hexdigest()


def make_seed(closing: str, record: str, lot: str) -> str:
    """Return the seed: what the board closed with, what was keyed, and what was thrown in public."""
    return "-".join((closing, record, lot))


def draw_serials(seed: str, serials: Sequence[str], sample: int = SAMPLE) -> tuple[str, ...]:
    """Return the drawn serials in the order given; all of them where there are no more than ``sample``."""
    ranked = sorted(serials, key=lambda serial: hashlib.sha256(f"{seed} {serial}".encode()).hexdigest())
    drawn = frozenset(ranked[:sample])
    return tuple(serial for serial in serials if serial in drawn)
