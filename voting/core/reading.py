"""Strict reading of the protocol's JSON: one byte form, known fields only, each of its type.

What is signed and hashed is the bytes, so a second form of one value is a fault: extra spaces, another key order, a key
given twice, a number written as 1e3. Every refusal names the place, for `pb verify` to show.
"""

import json
from collections.abc import Mapping
from typing import cast

from pb.kernel.canonical import JSON, canonical_bytes


class FormatError(ValueError):
    """Data from outside isn't in the form that docs/protocol.md gives it; the text names the place."""


def read_canonical(content: bytes) -> JSON:
    """Read JSON that is in its canonical form (RFC 8785). Raises FormatError for any other form."""
    try:
        value = cast(JSON, json.loads(content))
        canonical = canonical_bytes(value)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not JSON of the allowed kind: {error}") from None
    if canonical != content:
        raise FormatError("not in canonical form (RFC 8785)")
    return value


class Fields:
    """The fields of one JSON object, taken one by one; `finish` refuses whatever was not asked for."""

    def __init__(self, value: JSON, place: str) -> None:
        """Read ``value``, which stands at ``place``. Raises FormatError unless it is an object."""
        if not isinstance(value, Mapping):
            raise FormatError(f"{place}: an object is expected")
        self._left = dict(value)
        self._place = place

    def take(self, name: str) -> JSON:
        """Take a field of any type."""
        if name not in self._left:
            raise FormatError(f"{self._place}: the field {name} is missing")
        return self._left.pop(name)

    def text(self, name: str) -> str:
        """Take a string."""
        value = self.take(name)
        if not isinstance(value, str):
            raise self._fault(name, "a string")
        return value

    def integer(self, name: str, least: int = 0) -> int:
        """Take an integer of at least ``least``."""
        value = self.take(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._fault(name, f"an integer of at least {least}")
        return value

    def integer_or_none(self, name: str) -> int | None:
        """Take an integer of at least zero, or null."""
        if self._left.get(name, 0) is None:
            self.take(name)
            return None
        return self.integer(name)

    def flag(self, name: str) -> bool:
        """Take true or false."""
        value = self.take(name)
        if not isinstance(value, bool):
            raise self._fault(name, "true or false")
        return value

    def elements(self, name: str) -> list[JSON]:
        """Take an array."""
        value = self.take(name)
        if not isinstance(value, list):
            raise self._fault(name, "an array")
        return value

    def texts(self, name: str) -> list[str]:
        """Take an array of strings."""
        values = self.elements(name)
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) != len(values):
            raise self._fault(name, "an array of strings")
        return texts

    def octets(self, name: str, length: int | None = None) -> bytes:
        """Take bytes written as lower-case hexadecimal digits, of that many bytes where a length is given."""
        return read_octets(self.text(name), f"{self._place}: {name}", length)

    def finish(self) -> None:
        """Refuse fields that nobody asked for."""
        if self._left:
            raise FormatError(f"{self._place}: unknown fields {', '.join(sorted(self._left))}")

    def _fault(self, name: str, expected: str) -> FormatError:
        return FormatError(f"{self._place}: {name} is not {expected}")


def read_octets(text: JSON, place: str, length: int | None = None) -> bytes:
    """Read bytes from lower-case hexadecimal digits. Raises FormatError for other signs, forms and lengths."""
    try:
        octets = bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        octets = b""
    if octets.hex() != text or (length is not None and len(octets) != length):
        raise FormatError(
            f"{place} is not {length if length is not None else ''} bytes in lower-case hexadecimal digits"
        )
    return octets
