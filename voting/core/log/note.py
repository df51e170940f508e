"""Signed notes (C2SP signed-note) with Ed25519: text that a person can read and a program can check.

A note is its text, an empty line, and signature lines; each starts with an em dash and names its key. Signatures by keys
that the reader doesn't know, such as those of witnesses, are left alone.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from voting.core.encryption.sodium import (
    PUBLIC_KEY_BYTES,
    SIGNATURE_BYTES,
    derive_public_key,
    is_signature,
    sign,
)
from voting.core.reading import FormatError

_ED25519 = b"\x01"
_ID_BYTES = 4
_DASH = "\u2014"


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A public key with the name that its signatures carry. Raises ValueError for a name that a line can't hold."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not self.name or any(sign.isspace() or sign == "+" for sign in self.name):
            raise ValueError(f"a key's name has no spaces and no plus sign: {self.name!r}")
        if len(self.public) != PUBLIC_KEY_BYTES:
            raise ValueError("an Ed25519 key has 32 bytes")

    @property
    def id(self) -> bytes:
        """The four bytes in front of this key's signatures."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        """Return the form in which such keys are published: name+id+key."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"


def read_note_key(text: str) -> NoteKey:
    """Read a published key. Raises FormatError when it isn't one, or when its id isn't its own."""
    name, _, rest = text.partition("+")
    identity, _, encoded = rest.partition("+")
    octets = decode_base64(encoded)
    if octets[:1] != _ED25519:
        raise FormatError("not a note's Ed25519 key")
    try:
        key = NoteKey(name, octets[1:])
    except ValueError as error:
        raise FormatError(str(error)) from None
    if key.id.hex() != identity:
        raise FormatError(f"the id of the key {name} isn't its own")
    return key


def sign_note(text: str, name: str, seed: bytes) -> bytes:
    """Return ``text``, which ends with a line end, as a note signed by the key of ``seed``."""
    if not text.endswith("\n") or "\n\n" in text:
        raise ValueError("a note's text ends with a line end and has no empty line")
    key = NoteKey(name, derive_public_key(seed))
    signature = base64.b64encode(key.id + sign(seed, text.encode())).decode()
    return f"{text}\n{_DASH} {name} {signature}\n".encode()


def read_note(note: bytes, key: NoteKey) -> str:
    """Return a note's text when ``key`` has signed it. Raises FormatError otherwise."""
    try:
        text, separator, signatures = note.decode().rpartition("\n\n")
    except UnicodeDecodeError:
        raise FormatError("a note is UTF-8") from None
    if not separator or not signatures.endswith("\n"):
        raise FormatError("not a signed note")
    text += "\n"
    for line in signatures[:-1].split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        octets = decode_base64(encoded)
        if dash != _DASH or not name or len(octets) <= _ID_BYTES:
            raise FormatError("a signature line isn't one")
        if name == key.name and octets[:_ID_BYTES] == key.id:
            return _check_signature(text, octets[_ID_BYTES:], key)
    raise FormatError(f"not signed by {key.name}")


def _check_signature(text: str, signature: bytes, key: NoteKey) -> str:
    if len(signature) != SIGNATURE_BYTES or not is_signature(key.public, text.encode(), signature):
        raise FormatError(f"the signature of {key.name} doesn't hold")
    return text


def decode_base64(encoded: str) -> bytes:
    """Return the bytes of base64 in its one form; no bytes at all for anything else."""
    try:
        octets = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return octets if base64.b64encode(octets).decode() == encoded else b""
