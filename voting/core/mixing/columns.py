"""Work over rows of points: checked reading, weighted sums, and the generators nobody knows a relation between.

A table of points is one byte string, row by row, 32 bytes a point; every function here takes one piece of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from voting.core.encryption.group import BYTES, IDENTITY, Point, add, multiply_unread
from voting.core.encryption.hashing import hash_to_point, write_count
from voting.core.mixing.spread import Spread, cut_rows


@dataclass(frozen=True, slots=True)
class WeightedRows:
    """Rows of ``columns`` points, with one weight a row."""

    rows: bytes
    columns: int
    weights: Sequence[int]


def sum_weighted(piece: WeightedRows) -> list[Point]:
    """Return, for every column, the sum of its points times their rows' weights. Raises EncodingError for non-points."""
    sums = [IDENTITY] * piece.columns
    at = 0
    for weight in piece.weights:
        for column in range(piece.columns):
            sums[column] = add(sums[column], multiply_unread(weight, piece.rows[at : at + BYTES]))
            at += BYTES
    return sums


def sum_table(rows: bytes, columns: int, weights: Sequence[int], spread: Spread) -> list[Point]:
    """Return the weighted sums of a whole table, piece by piece."""
    size = columns * BYTES
    pieces = [
        WeightedRows(rows[start * size : stop * size], columns, weights[start:stop])
        for start, stop in cut_rows(len(weights))
    ]
    totals = [IDENTITY] * columns
    for sums in spread(sum_weighted, pieces):
        totals = [add(total, part) for total, part in zip(totals, sums, strict=True)]
    return totals


def sum_points(points: bytes) -> Point:
    """Return the plain sum of points."""
    return reduce(add, split_points(points), IDENTITY)


def sum_all(points: bytes, spread: Spread) -> Point:
    """Return the plain sum of a whole table of points, piece by piece."""
    pieces = [points[start * BYTES : stop * BYTES] for start, stop in cut_rows(len(points) // BYTES)]
    return reduce(add, spread(sum_points, pieces), IDENTITY)


def split_points(points: bytes) -> list[Point]:
    """Cut a table into its points."""
    return [Point(points[at : at + BYTES]) for at in range(0, len(points), BYTES)]


def derive_generators(rows: tuple[int, int]) -> bytes:
    """Return the generators h_i of these rows: hashes to points, so that nobody knows how they are related."""
    return b"".join(hash_to_point("generator", [write_count(row)]) for row in range(*rows))


CHAIN_START = hash_to_point("chain-start", [])
"""The generator h that the commitment chain starts from."""
