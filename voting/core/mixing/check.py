"""Checking a shuffle: recompute what the prover announced and compare one hash.

Needs the two tables and the proof, nothing else. docs/protocol.md section 7 has the equations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voting.core.encryption.group import (
    BYTES,
    ORDER,
    EncodingError,
    Point,
    add,
    multiply,
    multiply_base,
    multiply_unread,
    subtract,
)
from voting.core.mixing.columns import (
    CHAIN_START,
    derive_generators,
    split_points,
    sum_all,
    sum_table,
)
from voting.core.mixing.spread import Spread, cut_rows, work_in_turn
from voting.core.mixing.statement import (
    Announcements,
    ShuffleProof,
    ShuffleStatement,
    derive_challenge,
    derive_weights,
    read_shuffle_proof,
)


def check_shuffle(statement: ShuffleStatement, encoded: bytes, spread: Spread = work_in_turn) -> None:
    """Check an encoded proof. Raises EncodingError saying what is wrong with it."""
    proof = read_shuffle_proof(encoded, statement.rows, statement.width)
    # Every point of the output, the commitments and the chain is multiplied below, which refuses what is none.
    digest = statement.digest(proof.commitments)
    announced = _recompute(statement, proof, derive_weights(digest, statement.rows), spread)
    if derive_challenge(digest, proof.chain, announced) != proof.challenge:
        raise EncodingError("the proof of shuffle doesn't hold")


def _recompute(
    statement: ShuffleStatement, proof: ShuffleProof, weights: Sequence[int], spread: Spread
) -> Announcements:
    generators = b"".join(spread(derive_generators, list(cut_rows(statement.rows))))
    last = split_points(proof.chain)[-1] if statement.rows else CHAIN_START
    product = 1
    for weight in weights:
        product = product * weight % ORDER
    # The sum comes first: it refuses commitments that are no points.
    (weighted,) = sum_table(proof.commitments, 1, weights, spread)
    (answered,) = sum_table(generators, 1, proof.row_answers, spread)

    def undo(answer: int, value: Point) -> Point:
        return subtract(multiply_base(answer), multiply(proof.challenge, value))

    single = (
        undo(proof.single[0], subtract(sum_all(proof.commitments, spread), sum_all(generators, spread))),
        undo(proof.single[1], subtract(last, multiply(product, CHAIN_START))),
        add(undo(proof.single[2], weighted), answered),
    )
    return Announcements(
        single, _recompute_blocks(statement, proof, weights, spread), _recompute_chain(proof, spread)
    )


def _recompute_blocks(
    statement: ShuffleStatement, proof: ShuffleProof, weights: Sequence[int], spread: Spread
) -> tuple[Point, ...]:
    before = sum_table(statement.before, 2 * statement.width, weights, spread)
    after = sum_table(statement.after, 2 * statement.width, proof.row_answers, spread)
    points = []
    for block, answer in enumerate(proof.blocks):
        for column, fresh in (
            (2 * block, multiply_base(answer)),
            (2 * block + 1, multiply(answer, statement.key)),
        ):
            points.append(subtract(subtract(after[column], fresh), multiply(proof.challenge, before[column])))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class _Chain:
    """A stretch of the chain, with the link before it in front."""

    challenge: int
    links: bytes
    chain_answers: Sequence[int]
    row_answers: Sequence[int]


def _recompute_chain(proof: ShuffleProof, spread: Spread) -> bytes:
    links = CHAIN_START + proof.chain
    pieces = [
        _Chain(
            proof.challenge,
            links[start * BYTES : (stop + 1) * BYTES],
            proof.chain_answers[start:stop],
            proof.row_answers[start:stop],
        )
        for start, stop in cut_rows(len(proof.row_answers))
    ]
    return b"".join(spread(_undo_links, pieces))


def _undo_links(piece: _Chain) -> bytes:
    links = split_points(piece.links)
    announced = bytearray()
    for row, (chain_answer, row_answer) in enumerate(
        zip(piece.chain_answers, piece.row_answers, strict=True)
    ):
        answered = add(multiply_base(chain_answer), multiply_unread(row_answer, links[row]))
        announced += subtract(answered, multiply_unread(piece.challenge, links[row + 1]))
    return bytes(announced)
