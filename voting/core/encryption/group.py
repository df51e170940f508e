"""The group ristretto255 (RFC 9496): points as their 32-byte encodings, scalars as integers modulo the order.

A `Point` value is a promise: it came out of this module, or passed `read_point`. Everything that arrives from outside
goes through `read_point` or `read_points` once, at the border; the arithmetic relies on it and treats a failure as a
fault of ours. Secret scalars are multiplied in constant time by libsodium; reductions modulo the order are Python's.
"""

import secrets
from collections.abc import Callable
from typing import NewType

from voting.core.encryption.sodium import call, holds

Point = NewType("Point", bytes)
"""The canonical encoding of a group element."""

ORDER = 2**252 + 27742317777372353535851937790883648493
"""The number of elements of the group, a prime."""

BYTES = 32
"""The length of an encoded point and of an encoded scalar."""

IDENTITY = Point(bytes(BYTES))
BASE = Point(bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"))

Draw = Callable[[], int]
"""A source of scalars. Only tests and test vectors pass another than `draw_scalar`."""


class EncodingError(ValueError):
    """Bytes from outside that aren't what they should be: not a point, not a reduced scalar, of a wrong length."""


def draw_scalar() -> int:
    """Return a secret scalar, uniform between 1 and the order minus 1."""
    return secrets.randbelow(ORDER - 1) + 1


def multiply(scalar: int, point: Point) -> Point:
    """Return ``point`` added ``scalar`` times."""
    # libsodium refuses a product that is the identity; with a prime order that needs a zero on either side.
    if scalar % ORDER == 0 or point == IDENTITY:
        return IDENTITY
    return _point(call("crypto_scalarmult_ristretto255", BYTES, write_scalar(scalar), point))


def multiply_unread(scalar: int, encoded: bytes) -> Point:
    """Return the product with a point that nobody has read yet. Raises EncodingError unless it is one, not the identity.

    libsodium decodes what it multiplies and refuses everything else, so reading it apart would do the same work twice.
    """
    if scalar % ORDER == 0:
        read_point(encoded)
        return IDENTITY
    whole = len(encoded) == BYTES
    product = call("crypto_scalarmult_ristretto255", BYTES, write_scalar(scalar), encoded) if whole else None
    if product is None:
        raise EncodingError("not the encoding of a group element other than the identity")
    return Point(product)


def multiply_base(scalar: int) -> Point:
    """Return the base point added ``scalar`` times; three times as fast as `multiply`."""
    if scalar % ORDER == 0:
        return IDENTITY
    return _point(call("crypto_scalarmult_ristretto255_base", BYTES, write_scalar(scalar)))


def add(left: Point, right: Point) -> Point:
    """Return the sum of two points."""
    return _point(call("crypto_core_ristretto255_add", BYTES, left, right))


def subtract(left: Point, right: Point) -> Point:
    """Return ``left`` less ``right``."""
    return _point(call("crypto_core_ristretto255_sub", BYTES, left, right))


def map_to_point(uniform: bytes) -> Point:
    """Map 64 uniform bytes to a point of unknown logarithm (RFC 9496 section 4.3.4)."""
    if len(uniform) != 64:
        raise ValueError("the one-way map takes 64 bytes")
    return _point(call("crypto_core_ristretto255_from_hash", BYTES, uniform))


def is_point(encoded: bytes) -> bool:
    """Say whether these bytes are the canonical encoding of a group element, the identity included."""
    return len(encoded) == BYTES and holds("crypto_core_ristretto255_is_valid_point", encoded)


def read_point(encoded: bytes) -> Point:
    """Read a point other than the identity. Raises EncodingError for anything else."""
    if encoded == IDENTITY or not is_point(encoded):
        raise EncodingError("not the encoding of a group element other than the identity")
    return Point(encoded)


def read_scalar(encoded: bytes) -> int:
    """Read a scalar from 32 little-endian bytes. Raises EncodingError unless it is below the order."""
    scalar = int.from_bytes(encoded, "little")
    if len(encoded) != BYTES or scalar >= ORDER:
        raise EncodingError("not a reduced scalar of 32 bytes")
    return scalar


def write_scalar(scalar: int) -> bytes:
    """Return the 32 little-endian bytes of a scalar, reduced modulo the order."""
    return (scalar % ORDER).to_bytes(BYTES, "little")


def _point(encoded: bytes | None) -> Point:
    if encoded is None:
        raise EncodingError("libsodium refused a point that was never checked")
    return Point(encoded)
