"""Proofs of knowledge and of equal logarithms, made non-interactive with the strong form of Fiat and Shamir.

The challenge hashes the whole statement, the context it stands in and the commitments (Bernhard, Pereira, Warinschi
2012: leaving the statement out lets proofs be forged). A proof is written as its challenge and its responses; the
checker recomputes the commitments.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voting.core.encryption.group import (
    BASE,
    BYTES,
    ORDER,
    Draw,
    EncodingError,
    Point,
    draw_scalar,
    multiply,
    multiply_base,
    read_scalar,
    subtract,
    write_scalar,
)
from voting.core.encryption.hashing import hash_to_scalar


@dataclass(frozen=True, slots=True)
class Proof:
    """A challenge and one response a secret."""

    challenge: int
    responses: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """Return the challenge and the responses, 32 bytes each."""
        return b"".join(write_scalar(scalar) for scalar in (self.challenge, *self.responses))


def read_proof(encoded: bytes, responses: int) -> Proof:
    """Read a proof with that many responses. Raises EncodingError for other lengths and for scalars not reduced."""
    if len(encoded) != BYTES * (responses + 1):
        raise EncodingError(f"a proof of {responses} responses has {BYTES * (responses + 1)} bytes")
    challenge, *rest = (read_scalar(encoded[at : at + BYTES]) for at in range(0, len(encoded), BYTES))
    return Proof(challenge, tuple(rest))


def prove_knowledge(
    domain: str, context: Sequence[bytes], secrets: Sequence[int], draw: Draw = draw_scalar
) -> Proof:
    """Prove to know the logarithm of each secret times the base (Schnorr 1991), all under one challenge.

    ``context`` holds the statement: the points themselves and all that the proof is to be bound to.
    """
    nonces = [draw() for _ in secrets]
    challenge = hash_to_scalar(domain, [*context, *map(multiply_base, nonces)])
    return Proof(challenge, _respond(nonces, challenge, secrets))


def check_knowledge(domain: str, context: Sequence[bytes], points: Sequence[Point], proof: Proof) -> bool:
    """Say whether ``proof`` shows knowledge of the logarithms of ``points``, bound to ``context``."""
    if len(proof.responses) != len(points):
        return False
    commitments = [
        subtract(multiply_base(response), multiply(proof.challenge, point))
        for response, point in zip(proof.responses, points, strict=True)
    ]
    return hash_to_scalar(domain, [*context, *commitments]) == proof.challenge


def prove_equality(
    domain: str, context: Sequence[bytes], other_base: Point, secret: int, draw: Draw = draw_scalar
) -> Proof:
    """Prove that secret*G and secret*other_base have the same logarithm (Chaum and Pedersen 1992).

    ``context`` holds both products and all that the proof is to be bound to; the bases are hashed here.
    """
    nonce = draw()
    commitments = (multiply_base(nonce), multiply(nonce, other_base))
    challenge = hash_to_scalar(domain, [*context, BASE, other_base, *commitments])
    return Proof(challenge, _respond([nonce], challenge, [secret]))


def check_equality(
    domain: str, context: Sequence[bytes], other_base: Point, products: tuple[Point, Point], proof: Proof
) -> bool:
    """Say whether ``products`` are the same multiple of the base and of ``other_base``."""
    if len(proof.responses) != 1:
        return False
    response = proof.responses[0]
    commitments = (
        subtract(multiply_base(response), multiply(proof.challenge, products[0])),
        subtract(multiply(response, other_base), multiply(proof.challenge, products[1])),
    )
    return hash_to_scalar(domain, [*context, BASE, other_base, *commitments]) == proof.challenge


def _respond(nonces: Sequence[int], challenge: int, secrets: Sequence[int]) -> tuple[int, ...]:
    return tuple((nonce + challenge * secret) % ORDER for nonce, secret in zip(nonces, secrets, strict=True))
