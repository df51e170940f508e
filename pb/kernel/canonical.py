"""One byte form for one value, so that two people who hash the same value get the same digest.

The form is that of RFC 8785 (JSON Canonicalization Scheme) for the types allowed here: objects with string keys, arrays,
strings, integers within 53 bits, booleans and null. Floats are refused: their text form is where implementations differ.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

JSON = None | bool | int | str | Sequence["JSON"] | Mapping[str, "JSON"]

_SAFE_INTEGER = 2**53 - 1


def canonical_bytes(value: JSON) -> bytes:
    """Return the canonical UTF-8 form of ``value``.

    Raises ValueError for floats and other foreign types, for integers beyond 53 bits and for lone surrogates.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: JSON) -> str:
    """Return the SHA-256 of the canonical form, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _ordered(value: object) -> JSON:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > _SAFE_INTEGER:
            raise ValueError(f"integer beyond 53 bits: {value}")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("object keys are strings")
        # RFC 8785 section 3.2.3: keys sort by their UTF-16 code units.
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_ordered(element) for element in value]
    raise ValueError(f"no canonical form for {type(value).__name__}")
