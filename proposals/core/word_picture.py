"""Where the words of the word picture stand: the commonest in the middle and largest, none over another.

The picture says nothing that the ranked list beside it doesn't. The same counts always make the same picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, sin, sqrt

from proposals.core.word_counts import WordCount

WIDTH, HEIGHT = 1000, 560
NARROWEST = 500
LARGEST, SMALLEST = 92, 26
"""Sizes of letters, in the units of the picture; a word too long for it is smaller."""

_WIDE, _NARROW = frozenset("mw"), frozenset("fijlrt")

_STEPS, _STEP = 900, 0.11


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with the middle of its line, the size of its letters, and its rank from 0."""

    count: WordCount
    x: int
    y: int
    size: int
    rank: int


@dataclass(frozen=True, slots=True)
class WordPicture:
    """What was counted, the words that found room, and the frame that holds them: left, top, width and height."""

    counts: tuple[WordCount, ...]
    words: tuple[PlacedWord, ...]
    frame: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_inside(self) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= WIDTH and self.bottom <= HEIGHT


def draw_words(counts: Sequence[WordCount]) -> WordPicture:
    """Place the words along a spiral from the middle, the first of ``counts`` first; what finds no room is left out."""
    placed: list[PlacedWord] = []
    boxes: list[_Box] = []
    for rank, count in enumerate(counts):
        size = min(
            _size(count.proposals, counts[-1].proposals, counts[0].proposals),
            int(0.95 * WIDTH / _width(count.word)),
        )
        half_width, half_height = _width(count.word) * size / 2, size * 0.56
        for x, y in _spiral():
            box = _Box(x - half_width, y - half_height, x + half_width, y + half_height)
            if box.is_inside() and not any(box.meets(other) for other in boxes):
                boxes.append(box)
                placed.append(PlacedWord(count, round(x), round(y), size, rank))
                break
    return WordPicture(tuple(counts), tuple(placed), _frame(boxes))


def _frame(boxes: Sequence[_Box]) -> tuple[int, int, int, int]:
    """Return the frame around all boxes; a few words keep room around them, so that they don't fill the page."""
    left = min((box.left for box in boxes), default=WIDTH / 2)
    top = min((box.top for box in boxes), default=HEIGHT / 2)
    right = max((box.right for box in boxes), default=WIDTH / 2)
    bottom = max((box.bottom for box in boxes), default=HEIGHT / 2)
    width = max(right - left, NARROWEST)
    return int((left + right - width) / 2), int(top), ceil(width), ceil(bottom - top)


def _size(proposals: int, fewest: int, most: int) -> int:
    share = sqrt((proposals - fewest) / (most - fewest)) if most > fewest else 0.5
    return round(SMALLEST + (LARGEST - SMALLEST) * share)


def _width(word: str) -> float:
    """Return the width of bold letters by their size; generous, because nobody knows the reader's font."""
    return 0.3 + sum(1.02 if letter in _WIDE else 0.45 if letter in _NARROW else 0.69 for letter in word)


def _spiral() -> Iterator[tuple[float, float]]:
    for step in range(_STEPS):
        turn = step * _STEP
        yield WIDTH / 2 + turn * 5 * cos(turn), HEIGHT / 2 + turn * 2.8 * sin(turn)
