"""Codes for people: letters and digits that are hard to confuse, on paper and over the telephone.

The alphabet is Douglas Crockford's base 32, without I, L, O and U. Reading forgives what people do: small letters,
spaces, hyphens of any kind, O for zero, I and L for one.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Each letter carries five bits: its place in this string."""

_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PASSED_OVER = frozenset(" \t\r\n\u00a0\u202f-\u2010\u2011\u2012\u2013\u2014\u2212_.")


def draw_letters(length: int) -> str:
    """Return random letters, five bits each, from the machine's source of secrets."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read_letters(typed: str) -> str:
    """Return the letters somebody typed in their one form. Raises ValueError when any other sign is among them."""
    letters = "".join(sign for sign in typed if sign not in _PASSED_OVER).upper().translate(_FORGIVEN)
    if any(letter not in ALPHABET for letter in letters):
        raise ValueError("a sign that no code has")
    return letters


def group_letters(letters: str) -> str:
    """Return the letters in groups of four, as they are printed."""
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
