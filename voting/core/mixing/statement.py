"""What a proof of shuffle is about, and its form in bytes.

The proof is the one of Terelius and Wikstroem (2010) in the shape of Haenni, Locher, Koenig and Dubuis (2017): a
commitment to a permutation matrix, a chain of commitments to the permuted challenges, and one Schnorr-like argument
over both and the ciphertexts. Here rows have any fixed width; every block has a response of its own.
"""

from dataclasses import dataclass

from voting.core.encryption.elgamal import CIPHERTEXT_BYTES
from voting.core.encryption.group import BYTES, EncodingError, Point, read_scalar, write_scalar
from voting.core.encryption.hashing import hash_to_scalar, hash_wide, write_count


@dataclass(frozen=True, slots=True)
class ShuffleStatement:
    """That `after` is `before` shuffled under `key`; `context` is what the proof is bound to.

    Raises EncodingError unless both tables are whole rows and equally many.
    """

    context: tuple[bytes, ...]
    key: Point
    width: int
    before: bytes
    after: bytes

    def __post_init__(self) -> None:
        if len(self.before) % (self.width * CIPHERTEXT_BYTES) or len(self.before) != len(self.after):
            raise EncodingError("the tables before and after are not equally many whole rows")

    @property
    def rows(self) -> int:
        """The number of ballots."""
        return len(self.before) // (self.width * CIPHERTEXT_BYTES)

    def digest(self, commitments: bytes) -> bytes:
        """Return the 64 bytes that every challenge of the proof comes from."""
        sizes = (write_count(self.rows), write_count(self.width))
        parts = [*self.context, self.key, *sizes, self.before, self.after, commitments]
        return hash_wide("shuffle-statement", parts)


@dataclass(frozen=True, slots=True)
class ShuffleProof:
    """The parts of a proof as they are written, one after the other; scalars and points of 32 bytes each.

    `single` answers for the sum of the commitments, the chain and the weighted sum; `blocks` has one answer a block;
    `chain_answers` and `row_answers` one a row; `commitments` and `chain` are tables of one point a row.
    """

    challenge: int
    single: tuple[int, int, int]
    blocks: tuple[int, ...]
    chain_answers: tuple[int, ...]
    row_answers: tuple[int, ...]
    commitments: bytes
    chain: bytes

    def to_bytes(self) -> bytes:
        """Return the proof as it stands in its file."""
        scalars = (self.challenge, *self.single, *self.blocks, *self.chain_answers, *self.row_answers)
        return b"".join(map(write_scalar, scalars)) + self.commitments + self.chain


def read_shuffle_proof(encoded: bytes, rows: int, width: int) -> ShuffleProof:
    """Read a proof. Raises EncodingError for another length and for scalars not reduced; points are checked later."""
    expected = BYTES * (4 + width + 4 * rows)
    if len(encoded) != expected:
        raise EncodingError(f"a proof for {rows} rows of {width} has {expected} bytes, not {len(encoded)}")
    points_at = BYTES * (4 + width + 2 * rows)
    challenge, first, second, third, *rest = (
        read_scalar(encoded[at : at + BYTES]) for at in range(0, points_at, BYTES)
    )
    return ShuffleProof(
        challenge=challenge,
        single=(first, second, third),
        blocks=tuple(rest[:width]),
        chain_answers=tuple(rest[width : width + rows]),
        row_answers=tuple(rest[width + rows :]),
        commitments=encoded[points_at : points_at + BYTES * rows],
        chain=encoded[points_at + BYTES * rows :],
    )


@dataclass(frozen=True, slots=True)
class Announcements:
    """The commitments of the argument, which the prover makes and the checker recomputes."""

    single: tuple[Point, Point, Point]
    blocks: tuple[Point, ...]
    chain: bytes


def derive_weights(digest: bytes, rows: int) -> list[int]:
    """Return the challenges u_i, one an input row."""
    return [hash_to_scalar("shuffle-weight", [digest, write_count(row)]) for row in range(rows)]


def derive_challenge(digest: bytes, chain: bytes, announced: Announcements) -> int:
    """Return the challenge of the argument."""
    parts = [digest, chain, *announced.single, *announced.blocks, announced.chain]
    return hash_to_scalar("shuffle-challenge", parts)
