"""The bundle's table of contents, signed by the board key: what belongs to the bundle, byte for byte.

It finds a download gone wrong at once and makes the operator answer for every file. It proves nothing about the election
itself; that is what all other checks are for.
"""

import hashlib
import re
from collections.abc import Mapping

from voting.core.log.note import NoteKey, read_note, sign_note
from voting.core.reading import FormatError

_TITLE = "/contents"
_NAME = r"[a-z0-9][a-z0-9./-]*"
_LINE = re.compile(rf"([0-9a-f]{{64}}) ({_NAME})")


def sign_contents(digests: Mapping[str, str], origin: str, seed: bytes) -> bytes:
    """Return the signed note that lists every file with its SHA-256 in hexadecimal digits."""
    lines = "".join(f"{digests[name]} {name}\n" for name in sorted(digests))
    return sign_note(f"{origin}{_TITLE}\n{lines}", origin, seed)


def read_contents(note: bytes, key: NoteKey) -> dict[str, str]:
    """Read the signed table of contents. Raises FormatError when ``key`` hasn't signed it or a line isn't one."""
    title, *lines = read_note(note, key).split("\n")[:-1]
    if title != key.name + _TITLE:
        raise FormatError(f"not the contents of a bundle of {key.name}")
    digests = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or not is_bundle_name(match[2]) or match[2] in digests:
            raise FormatError(f"not a line of contents: {line!r}")
        digests[match[2]] = match[1]
    return digests


def is_bundle_name(name: str) -> bool:
    """Say whether a file of a bundle may have this name: it stays inside the folder on every system."""
    return re.fullmatch(_NAME, name) is not None and ".." not in name and "//" not in name


def digest_file(content: bytes) -> str:
    """Return the digest that stands in the contents."""
    return hashlib.sha256(content).hexdigest()
