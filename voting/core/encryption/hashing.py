"""Hashing with a domain tag and length prefixes, so that no two different statements ever give the same bytes.

Every hash of the protocol is of this one form; docs/protocol.md section 2 has the bytes. Long statements are hashed
part by part, never joined in memory.
"""

import hashlib
from collections.abc import Iterable

from voting.core.encryption.group import ORDER, Point, map_to_point

_PREFIX = b"pb-voting-1/"


def hash_wide(domain: str, parts: Iterable[bytes]) -> bytes:
    """Return the SHA-512 of the framed parts: 64 bytes."""
    return _absorb("sha512", domain, parts)


def hash_short(domain: str, parts: Iterable[bytes]) -> bytes:
    """Return the SHA-256 of the framed parts: 32 bytes, for identities and codes."""
    return _absorb("sha256", domain, parts)


def hash_to_scalar(domain: str, parts: Iterable[bytes]) -> int:
    """Return a scalar that is uniform modulo the order: the wide hash as a little-endian integer, reduced."""
    return int.from_bytes(hash_wide(domain, parts), "little") % ORDER


def hash_to_point(domain: str, parts: Iterable[bytes]) -> Point:
    """Return a point whose logarithm nobody knows."""
    return map_to_point(hash_wide(domain, parts))


def write_count(number: int) -> bytes:
    """Return a count or an index as it stands inside statements: four bytes, big-endian."""
    return number.to_bytes(4, "big")


def _absorb(algorithm: str, domain: str, parts: Iterable[bytes]) -> bytes:
    state = hashlib.new(algorithm)
    for part in (_PREFIX + domain.encode(), *parts):
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.digest()
