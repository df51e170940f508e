"""Proving a shuffle. Names follow the paper where a comment says so; docs/protocol.md section 7 has the equations.

The chain of commitments is sequential by definition, but the prover knows every exponent: each link is R*G + V*H with R
and V computed first, so links are independent pieces of work. Must never let the permutation or a nonce out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from voting.core.encryption.group import (
    ORDER,
    Draw,
    add,
    draw_scalar,
    multiply,
    multiply_base,
    subtract,
)
from voting.core.mixing.columns import CHAIN_START, derive_generators, split_points, sum_table
from voting.core.mixing.shuffle import ShuffleSecret
from voting.core.mixing.spread import Spread, cut_rows, work_in_turn
from voting.core.mixing.statement import (
    Announcements,
    ShuffleProof,
    ShuffleStatement,
    derive_challenge,
    derive_weights,
)


def prove_shuffle(
    statement: ShuffleStatement,
    secret: ShuffleSecret,
    spread: Spread = work_in_turn,
    draw: Draw = draw_scalar,
) -> ShuffleProof:
    """Prove that ``statement.after`` is what `shuffle` made of ``statement.before`` with ``secret``."""
    rows = statement.rows
    generators = b"".join(spread(derive_generators, list(cut_rows(rows))))
    openings = [draw() for _ in range(rows)]
    commitments = _commit_permutation(secret, generators, openings, spread)

    digest = statement.digest(commitments)
    weights = derive_weights(digest, rows)
    permuted = [weights[source] for source in secret.permutation]
    nonces = _draw_nonces(rows, statement.width, draw)
    links = _Links.follow([draw() for _ in range(rows)], permuted)
    chain, chain_announced = _commit_chain(links, nonces, spread)
    announced = _announce(statement, nonces, generators, chain_announced, spread)

    challenge = derive_challenge(digest, chain, announced)
    first, second, third = _respond(
        nonces.single, challenge, (sum(openings), links.base[-1], _weigh(weights, openings))
    )
    blocks = [_weigh(weights, [row[block] for row in secret.randomness]) for block in range(statement.width)]
    return ShuffleProof(
        challenge=challenge,
        single=(first, second, third),
        blocks=_respond(nonces.blocks, challenge, blocks),
        chain_answers=_respond(nonces.chain, challenge, links.randomness),
        row_answers=_respond(nonces.rows, challenge, permuted),
        commitments=commitments,
        chain=chain,
    )


@dataclass(frozen=True, slots=True)
class _Nonces:
    single: tuple[int, ...]
    blocks: tuple[int, ...]
    chain: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Links:
    """Link i of the chain is `base[i + 1]` times G and `start[i + 1]` times H; entry 0 of both is the start itself."""

    randomness: tuple[int, ...]
    base: tuple[int, ...]
    start: tuple[int, ...]

    @classmethod
    def follow(cls, randomness: Sequence[int], permuted: Sequence[int]) -> "_Links":
        steps = list(zip(randomness, permuted, strict=True))
        base = accumulate(steps, lambda sum_, step: (step[0] + step[1] * sum_) % ORDER, initial=0)
        start = accumulate(permuted, lambda product, weight: product * weight % ORDER, initial=1)
        return cls(tuple(randomness), tuple(base), tuple(start))


def _draw_nonces(rows: int, width: int, draw: Draw) -> _Nonces:
    def draw_many(count: int) -> tuple[int, ...]:
        return tuple(draw() for _ in range(count))

    return _Nonces(draw_many(3), draw_many(width), draw_many(rows), draw_many(rows))


def _commit_permutation(
    secret: ShuffleSecret, generators: bytes, openings: Sequence[int], spread: Spread
) -> bytes:
    # c_j = r_j*G + h_i where output i came from input j.
    targets = [b""] * len(openings)
    for generator, source in zip(split_points(generators), secret.permutation, strict=True):
        targets[source] = generator
    pieces = [
        (b"".join(targets[start:stop]), openings[start:stop]) for start, stop in cut_rows(len(openings))
    ]
    return b"".join(spread(_add_openings, pieces))


def _add_openings(piece: tuple[bytes, Sequence[int]]) -> bytes:
    points, openings = piece
    return b"".join(
        add(multiply_base(opening), point)
        for opening, point in zip(openings, split_points(points), strict=True)
    )


def _commit_chain(links: _Links, nonces: _Nonces, spread: Spread) -> tuple[bytes, bytes]:
    # Link i and its announcement omega_i*G + omega'_i*(link i-1), both as multiples of G and H.
    combinations = [
        (
            links.base[row + 1],
            links.start[row + 1],
            (nonces.chain[row] + nonces.rows[row] * links.base[row]) % ORDER,
            nonces.rows[row] * links.start[row] % ORDER,
        )
        for row in range(len(nonces.rows))
    ]
    done = list(
        spread(_combine_links, [combinations[start:stop] for start, stop in cut_rows(len(combinations))])
    )
    return b"".join(chain for chain, _ in done), b"".join(announced for _, announced in done)


def _combine_links(piece: Sequence[tuple[int, int, int, int]]) -> tuple[bytes, bytes]:
    chain, announced = bytearray(), bytearray()
    for base, start, announced_base, announced_start in piece:
        chain += add(multiply_base(base), multiply(start, CHAIN_START))
        announced += add(multiply_base(announced_base), multiply(announced_start, CHAIN_START))
    return bytes(chain), bytes(announced)


def _announce(
    statement: ShuffleStatement, nonces: _Nonces, generators: bytes, chain_announced: bytes, spread: Spread
) -> Announcements:
    first, second, third = map(multiply_base, nonces.single)
    (generator_sum,) = sum_table(generators, 1, nonces.rows, spread)
    columns = sum_table(statement.after, 2 * statement.width, nonces.rows, spread)
    blocks = []
    for block, nonce in enumerate(nonces.blocks):
        blocks.append(subtract(columns[2 * block], multiply_base(nonce)))
        blocks.append(subtract(columns[2 * block + 1], multiply(nonce, statement.key)))
    return Announcements((first, second, add(third, generator_sum)), tuple(blocks), chain_announced)


def _weigh(weights: Sequence[int], values: Sequence[int]) -> int:
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) % ORDER


def _respond(nonces: Sequence[int], challenge: int, values: Sequence[int]) -> tuple[int, ...]:
    return tuple((nonce + challenge * value) % ORDER for nonce, value in zip(nonces, values, strict=True))
