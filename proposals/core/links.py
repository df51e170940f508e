"""Finding the addresses in what somebody wrote, so that a page can make links of them and of nothing else.

Only http and https become links: no other scheme, no bare domain, nothing that a browser would run. The text itself is
never changed.
"""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_TRAILING = ".,;:!?…»”’"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: words, or an address to link to."""

    text: str
    is_link: bool


def split_links(text: str) -> tuple[Piece, ...]:
    """Return ``text`` in pieces that together are the same text. A sentence's full stop isn't part of its address."""
    pieces: list[Piece] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        address = _trim(found[0])
        if address.lower() in ("http://", "https://"):
            continue
        if found.start() > end:
            pieces.append(Piece(text[end : found.start()], is_link=False))
        pieces.append(Piece(address, is_link=True))
        end = found.start() + len(address)
    if end < len(text):
        pieces.append(Piece(text[end:], is_link=False))
    return tuple(pieces)


def _trim(address: str) -> str:
    while address[-1] in _TRAILING or (address[-1] == ")" and address.count("(") < address.count(")")):
        address = address[:-1]
    return address
