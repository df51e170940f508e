"""Checkpoints (C2SP tlog-checkpoint) and promises: what the box signs so that it can't deny it later.

A checkpoint names the board, its size and its root. A promise names a ballot and the hour by which it stands on the
board; with a later checkpoint that lacks the ballot it proves misconduct.
"""

import base64
import re
from dataclasses import dataclass

from voting.core.log.merkle import HASH_BYTES
from voting.core.log.note import NoteKey, decode_base64, read_note, sign_note
from voting.core.reading import FormatError

_HOUR = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):00Z")
_PROMISE = "/promise"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """That the board named `origin` had `size` entries with this root."""

    origin: str
    size: int
    root: bytes

    def sign(self, seed: bytes) -> bytes:
        """Return the signed note."""
        return sign_note(f"{self.origin}\n{self.size}\n{_write(self.root)}\n", self.origin, seed)


@dataclass(frozen=True, slots=True)
class Promise:
    """That the ballot with this digest stands on the board by `hour` (UTC, as 2027-03-01T14:00Z)."""

    origin: str
    digest: bytes
    hour: str

    def sign(self, seed: bytes) -> bytes:
        """Return the signed note that the voter keeps."""
        require_hour(self.hour, "promise")
        return sign_note(f"{self.origin}{_PROMISE}\n{_write(self.digest)}\n{self.hour}\n", self.origin, seed)


def read_checkpoint(note: bytes, key: NoteKey) -> Checkpoint:
    """Read a checkpoint that ``key`` signed. Raises FormatError otherwise."""
    origin, size, root, *rest = _take_lines(note, key)
    if origin != key.name or rest:
        raise FormatError(f"the checkpoint isn't one of {key.name}")
    if not re.fullmatch(r"0|[1-9]\d{0,15}", size):
        raise FormatError("the checkpoint's size isn't a number")
    return Checkpoint(origin, int(size), _read(root))


def read_promise(note: bytes, key: NoteKey) -> Promise:
    """Read a promise that ``key`` signed. Raises FormatError otherwise."""
    origin, digest, hour, *rest = _take_lines(note, key)
    if origin != key.name + _PROMISE or rest:
        raise FormatError(f"the promise isn't one of {key.name}")
    require_hour(hour, "promise")
    return Promise(key.name, _read(digest), hour)


def require_hour(text: str, place: str) -> None:
    """Raise FormatError unless ``text`` is a full hour in UTC: nothing finer is ever published."""
    if not _HOUR.fullmatch(text):
        raise FormatError(f"{place}: not a full hour such as 2027-03-01T14:00Z")


def _take_lines(note: bytes, key: NoteKey) -> list[str]:
    lines = read_note(note, key).split("\n")[:-1]
    if len(lines) < 3:
        raise FormatError("the note has too few lines")
    return lines


def _write(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def _read(encoded: str) -> bytes:
    octets = decode_base64(encoded)
    if len(octets) != HASH_BYTES:
        raise FormatError("not a hash in base64")
    return octets
