"""ElGamal over ristretto255: a block of a message under a public key.

A ciphertext is 64 bytes, the points a = r*G and b = M + r*Y. Nothing here checks points: see `group`.
"""

from typing import NewType

from voting.core.encryption.group import BYTES, Point, add, multiply, multiply_base, subtract

Ciphertext = NewType("Ciphertext", bytes)
"""64 bytes: the point a, then the point b."""

CIPHERTEXT_BYTES = 2 * BYTES


def encrypt(key: Point, message: Point, randomness: int) -> Ciphertext:
    """Return ``message`` under ``key`` with the given secret randomness."""
    return Ciphertext(multiply_base(randomness) + add(message, multiply(randomness, key)))


def encrypt_again(key: Point, ciphertext: bytes, randomness: int) -> Ciphertext:
    """Return another ciphertext of the same message; nobody without ``randomness`` or the key can link the two."""
    first, second = split_ciphertext(ciphertext)
    return Ciphertext(add(first, multiply_base(randomness)) + add(second, multiply(randomness, key)))


def strip_randomness(key: Point, ciphertext: bytes, randomness: int) -> Point:
    """Return the message, for whoever knows the randomness it was encrypted with."""
    return subtract(split_ciphertext(ciphertext)[1], multiply(randomness, key))


def split_ciphertext(ciphertext: bytes) -> tuple[Point, Point]:
    """Return the points a and b."""
    return Point(ciphertext[:BYTES]), Point(ciphertext[BYTES:])
