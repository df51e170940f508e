"""The private link by which somebody without an account comes back to their draft or proposal.

Its token has 128 bits and is a capability: whoever holds it may change the proposal. The database keeps only its hash.
"""

import hashlib
import re

LENGTH = 32
"""Hexadecimal digits."""

_TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)


def hash_token(token: str) -> str:
    """Return what is kept of a token: its SHA-256. 128 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether ``text`` has the shape of a token; anything else isn't worth a look in the database."""
    return _TOKEN.fullmatch(text) is not None
