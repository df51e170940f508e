"""Which words differ between two texts, for showing both side by side.

The longest common subsequence of words (Wagner and Fischer, The String-to-String Correction Problem, J. ACM 21, 1974),
after what both begin and end with. Its table is bounded: texts that differ in too much are compared by sentences, and if
that is still too much they count as different from end to end. So no text can keep the server busy.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

CELLS = 250_000
"""The largest table that is filled: about a tenth of a second."""

_WORDS = re.compile(r"\S+\s*|\s+")
_SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]*\s*|[.!?\n]+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether the other text lacks it."""

    text: str
    differs: bool


Sides = tuple[tuple[Piece, ...], tuple[Piece, ...]]


def compare_words(before: str, after: str) -> Sides:
    """Return both texts in pieces. Joined, the pieces of each side are that text again; space alone is no difference."""
    for pattern in (_WORDS, _SENTENCES):
        old, new = pattern.findall(before), pattern.findall(after)
        bare_old, bare_new = [word.strip() for word in old], [word.strip() for word in new]
        start = _count_same(bare_old, bare_new)
        end = _count_same(bare_old[start:][::-1], bare_new[start:][::-1])
        inner_old, inner_new = bare_old[start : len(old) - end], bare_new[start : len(new) - end]
        if len(inner_old) * len(inner_new) <= CELLS:
            kept_old, kept_new = _find_common(inner_old, inner_new)
            return (
                _join(old, start, end, kept_old),
                _join(new, start, end, kept_new),
            )
    return (Piece(before, differs=True),), (Piece(after, differs=True),)


def _count_same(one: Sequence[str], other: Sequence[str]) -> int:
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same


def _find_common(old: Sequence[str], new: Sequence[str]) -> tuple[set[int], set[int]]:
    """Return the places of a longest common subsequence in each."""
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row, below = lengths[i], lengths[i + 1]
        for j in range(len(new) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if old[i] == new[j] else max(below[j], row[j + 1])
    kept_old: set[int] = set()
    kept_new: set[int] = set()
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            kept_old.add(i)
            kept_new.add(j)
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return kept_old, kept_new


def _join(words: Sequence[str], start: int, end: int, kept: set[int]) -> tuple[Piece, ...]:
    inner = len(words) - start - end
    differs = [False] * start + [place not in kept for place in range(inner)] + [False] * end
    marked = zip(words, differs, strict=True)
    return tuple(
        Piece("".join(word for word, _ in group), different)
        for different, group in groupby(marked, key=lambda pair: pair[1])
    )
