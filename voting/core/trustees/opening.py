"""Opening mixed ballots: each trustee's decryption shares with one proof for all, and t of them put together.

A share of a ciphertext is its first point times the trustee's secret share. The proof is Chaum and Pedersen's over a
random combination of all rows (weights hashed from every ciphertext and every share), so it has 64 bytes for any number
of ballots; a single false share makes it fail and names the trustee. Shares are tables: 32 bytes a ciphertext.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voting.core.encryption.elgamal import CIPHERTEXT_BYTES, split_ciphertext
from voting.core.encryption.group import (
    BYTES,
    ORDER,
    Draw,
    EncodingError,
    Point,
    draw_scalar,
    multiply,
    subtract,
)
from voting.core.encryption.hashing import hash_to_scalar, hash_wide, write_count
from voting.core.encryption.proofs import check_equality, prove_equality, read_proof
from voting.core.mixing.columns import split_points, sum_table
from voting.core.mixing.spread import Spread, cut_rows, work_in_turn
from voting.core.trustees.election_key import ElectionKey

_DOMAIN = "decryption"
_PROOF_BYTES = 2 * BYTES


@dataclass(frozen=True, slots=True)
class OpeningStatement:
    """That shares are a trustee's for the ciphertexts of ``table``; ``context`` is what the proof is bound to."""

    context: tuple[bytes, ...]
    election_key: ElectionKey
    trustee: int
    table: bytes

    @property
    def count(self) -> int:
        """The number of ciphertexts, over all rows."""
        return len(self.table) // CIPHERTEXT_BYTES

    def digest(self, shares: bytes) -> bytes:
        """Return the 64 bytes that the weights of the combination come from."""
        key = self.election_key.share_key(self.trustee)
        return hash_wide(
            "decryption-statement", [*self.context, write_count(self.trustee), key, self.table, shares]
        )


def make_shares(
    statement: OpeningStatement, secret_share: int, spread: Spread = work_in_turn, draw: Draw = draw_scalar
) -> bytes:
    """Return the shares of all ciphertexts followed by their proof: 32 bytes each and 64 for the proof."""
    firsts = take_firsts(statement.table)
    pieces = [
        (secret_share, firsts[start * BYTES : stop * BYTES]) for start, stop in cut_rows(statement.count)
    ]
    shares = b"".join(spread(_multiply_all, pieces))
    digest = statement.digest(shares)
    (combined,) = sum_table(firsts, 1, _derive_weights(digest, statement.count), spread)
    products = (statement.election_key.share_key(statement.trustee), multiply(secret_share, combined))
    return shares + prove_equality(_DOMAIN, [digest, *products], combined, secret_share, draw).to_bytes()


def check_shares(statement: OpeningStatement, encoded: bytes, spread: Spread = work_in_turn) -> bytes:
    """Check encoded shares and return them without the proof. Raises EncodingError naming the trustee."""
    name = statement.election_key.roster.card_of(statement.trustee).name
    whose = f"trustee {statement.trustee}, {name}"
    if len(encoded) != statement.count * BYTES + _PROOF_BYTES:
        raise EncodingError(f"{whose}: the shares are for another number of ballots")
    shares = encoded[:-_PROOF_BYTES]
    try:
        proof = read_proof(encoded[-_PROOF_BYTES:], 1)
        digest = statement.digest(shares)
        weights = _derive_weights(digest, statement.count)
        # Refuses shares that are no points.
        (product,) = sum_table(shares, 1, weights, spread)
    except EncodingError as error:
        raise EncodingError(f"{whose}: {error}") from None
    (combined,) = sum_table(take_firsts(statement.table), 1, weights, spread)
    products = (statement.election_key.share_key(statement.trustee), product)
    if not check_equality(_DOMAIN, [digest, *products], combined, products, proof):
        raise EncodingError(f"{whose}: the proof of decryption doesn't hold")
    return shares


def combine_shares(table: bytes, shares: Mapping[int, bytes], spread: Spread = work_in_turn) -> bytes:
    """Return the points that were sealed, 32 bytes a ciphertext, in the order of the table.

    ``shares`` holds checked shares by trustee, exactly as many as the threshold.
    """
    trustees = sorted(shares)
    factors = [interpolate_at_zero(trustee, trustees) for trustee in trustees]
    pieces = [
        _Opening(
            table[start * CIPHERTEXT_BYTES : stop * CIPHERTEXT_BYTES],
            factors,
            [shares[trustee][start * BYTES : stop * BYTES] for trustee in trustees],
        )
        for start, stop in cut_rows(len(table) // CIPHERTEXT_BYTES)
    ]
    return b"".join(spread(_open_rows, pieces))


def interpolate_at_zero(trustee: int, trustees: Sequence[int]) -> int:
    """Return the Lagrange coefficient of one trustee's share among these trustees' shares."""
    numerator = denominator = 1
    for other in trustees:
        if other != trustee:
            numerator = numerator * other % ORDER
            denominator = denominator * (other - trustee) % ORDER
    return numerator * pow(denominator, -1, ORDER) % ORDER


def take_firsts(table: bytes) -> bytes:
    """Return the first points of all ciphertexts of a table."""
    return b"".join(table[at : at + BYTES] for at in range(0, len(table), CIPHERTEXT_BYTES))


@dataclass(frozen=True, slots=True)
class _Opening:
    table: bytes
    factors: Sequence[int]
    shares: Sequence[bytes]


def _open_rows(piece: _Opening) -> bytes:
    opened = bytearray()
    for at in range(0, len(piece.table), CIPHERTEXT_BYTES):
        _, message = split_ciphertext(piece.table[at : at + CIPHERTEXT_BYTES])
        for factor, shares in zip(piece.factors, piece.shares, strict=True):
            share = Point(shares[at // 2 : at // 2 + BYTES])
            message = subtract(message, multiply(factor, share))
        opened += message
    return bytes(opened)


def _multiply_all(piece: tuple[int, bytes]) -> bytes:
    scalar, points = piece
    return b"".join(multiply(scalar, point) for point in split_points(points))


def _derive_weights(digest: bytes, count: int) -> list[int]:
    return [hash_to_scalar("decryption-weight", [digest, write_count(at)]) for at in range(count)]
