"""How long work over many ballots is cut into pieces, so that the caller decides on how many cores it runs.

The core never starts a process: it hands a top-level function and its pieces to a `Spread`, which may be a process
pool's `map`. Pieces and results are bytes and integers, cheap to send.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

ROWS = 500
"""Rows in a piece: some 50 ms of work, so that progress moves and the last piece keeps nobody waiting."""


class Spread(Protocol):
    """Apply a function to every piece, anywhere, and give the results in the order of the pieces."""

    def __call__(self, work: Callable[[Piece], Result], pieces: Sequence[Piece], /) -> Iterable[Result]:
        """Return the results in order."""
        ...


def work_in_turn(work: Callable[[Piece], Result], pieces: Sequence[Piece], /) -> Iterable[Result]:
    """Do all pieces here, one after the other."""
    return map(work, pieces)


def cut_rows(count: int) -> Iterator[tuple[int, int]]:
    """Return the first and the past-the-last row of every piece of ``count`` rows."""
    return ((start, min(start + ROWS, count)) for start in range(0, count, ROWS))
