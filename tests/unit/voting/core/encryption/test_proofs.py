"""Proofs hold for what they were made for, and for nothing near it."""

import pytest

from voting.core.encryption.group import EncodingError, draw_scalar, multiply, multiply_base
from voting.core.encryption.hashing import hash_short, hash_to_point
from voting.core.encryption.proofs import (
    Proof,
    check_equality,
    check_knowledge,
    prove_equality,
    prove_knowledge,
    read_proof,
)

SECRETS = (draw_scalar(), draw_scalar())
POINTS = tuple(multiply_base(secret) for secret in SECRETS)
OTHER = hash_to_point("test", [b"another base"])


def test_knowledge_is_shown_and_bound_to_its_context() -> None:
    proof = prove_knowledge("test", [*POINTS, b"here"], SECRETS)
    assert check_knowledge("test", [*POINTS, b"here"], POINTS, proof)
    assert not check_knowledge("test", [*POINTS, b"there"], POINTS, proof)
    assert not check_knowledge("other", [*POINTS, b"here"], POINTS, proof)
    assert not check_knowledge("test", [*POINTS, b"here"], POINTS[::-1], proof)
    assert not check_knowledge("test", [*POINTS, b"here"], POINTS[:1], proof)


def test_every_flipped_bit_of_a_proof_is_noticed() -> None:
    encoded = prove_knowledge("test", POINTS, SECRETS).to_bytes()
    assert check_knowledge("test", POINTS, POINTS, read_proof(encoded, 2))
    for bit in range(0, len(encoded) * 8, 5):
        flipped = bytearray(encoded)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            proof = read_proof(bytes(flipped), 2)
        except EncodingError:
            continue
        assert not check_knowledge("test", POINTS, POINTS, proof)


def test_equality_is_shown_for_equal_logarithms_only() -> None:
    products = (POINTS[0], multiply(SECRETS[0], OTHER))
    proof = prove_equality("test", products, OTHER, SECRETS[0])
    assert check_equality("test", products, OTHER, products, proof)
    unequal = (POINTS[0], multiply(SECRETS[1], OTHER))
    assert not check_equality(
        "test", unequal, OTHER, unequal, prove_equality("test", unequal, OTHER, SECRETS[0])
    )
    assert not check_equality("test", products, POINTS[1], products, proof)
    assert not check_equality("test", products, OTHER, products, Proof(proof.challenge, (1, 2)))


def test_proof_of_a_wrong_length_is_refused() -> None:
    encoded = prove_knowledge("test", POINTS, SECRETS).to_bytes()
    for bad in (encoded[:-1], encoded + b"\0", b""):
        with pytest.raises(EncodingError):
            read_proof(bad, 2)


def test_framing_keeps_unlike_statements_apart() -> None:
    statements = [[b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"", b"abc"], [b"abc", b""]]
    assert len({hash_short("test", statement) for statement in statements}) == len(statements)
    assert hash_short("test", [b"a"]) != hash_short("testa", [])
