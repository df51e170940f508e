"""One mixer's step: ballots in another order, each re-encrypted so that nobody can tell which became which.

The table is one byte string: a row a ballot, `width` ciphertexts a row. What comes out besides the table, permutation
and randomness, is the mixer's secret: it links ballots and must be gone when the proof is made.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from voting.core.encryption.elgamal import CIPHERTEXT_BYTES, encrypt_again
from voting.core.encryption.group import Draw, Point, draw_scalar
from voting.core.mixing.spread import Spread, cut_rows, work_in_turn


@dataclass(frozen=True, slots=True)
class ShuffleSecret:
    """Output row i is input row `permutation[i]`; `randomness[j]` re-encrypted the blocks of input row j."""

    permutation: tuple[int, ...]
    randomness: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    key: Point
    rows: bytes
    randomness: Sequence[Sequence[int]]


def shuffle(
    key: Point, table: bytes, width: int, spread: Spread = work_in_turn, secret: ShuffleSecret | None = None
) -> tuple[bytes, ShuffleSecret]:
    """Return the shuffled table and the secret to prove it with. ``secret`` is given by tests only.

    Raises EncodingError when the table holds something other than points.
    """
    row_bytes = width * CIPHERTEXT_BYTES
    secret = secret or draw_secret(len(table) // row_bytes, width)
    pieces = []
    for start, stop in cut_rows(len(secret.permutation)):
        sources = secret.permutation[start:stop]
        rows = b"".join(table[source * row_bytes : (source + 1) * row_bytes] for source in sources)
        pieces.append(_Rows(key, rows, [secret.randomness[source] for source in sources]))
    return b"".join(spread(_encrypt_rows, pieces)), secret


def draw_secret(rows: int, width: int, draw: Draw = draw_scalar) -> ShuffleSecret:
    """Draw a uniform permutation and fresh randomness for every block."""
    permutation = list(range(rows))
    secrets.SystemRandom().shuffle(permutation)
    return ShuffleSecret(tuple(permutation), tuple(tuple(draw() for _ in range(width)) for _ in range(rows)))


def _encrypt_rows(piece: _Rows) -> bytes:
    flat = (secret for row in piece.randomness for secret in row)
    return b"".join(
        encrypt_again(piece.key, piece.rows[at : at + CIPHERTEXT_BYTES], secret)
        for at, secret in zip(range(0, len(piece.rows), CIPHERTEXT_BYTES), flat, strict=True)
    )
