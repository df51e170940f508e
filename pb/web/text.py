"""Cleaning what people type: one form for the same letters, and nothing that could disguise other text."""

import re
import unicodedata

_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF])
"""Marks that reorder text could show another amount or name than the one stored; they are dropped."""

_BREAKS = re.compile("\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")
_SPACES = re.compile(r"[^\S\n\t]+")


def show_again(text: str) -> str:
    """Return ``text`` as it may stand in a field again, for its writer to go on: without NUL and direction marks."""
    return text.replace("\0", "").translate(_DIRECTION)


def clean_line(text: str) -> str | None:
    """Return ``text`` as one line in composed form (NFC); None when it holds a control character."""
    cleaned = clean_lines(text)
    return None if cleaned is None else " ".join(cleaned.split())


def clean_lines(text: str) -> str | None:
    """Return ``text`` in composed form, lines apart by LF; None when it holds a control character."""
    text = _BREAKS.sub("\n", text)
    text = unicodedata.normalize("NFC", text.translate(_DIRECTION))
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
        return None
    return "\n".join(_SPACES.sub(" ", line).rstrip() for line in text.split("\n")).strip()
