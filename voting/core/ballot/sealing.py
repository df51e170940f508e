"""Choices sealed under the election key, and whether a sealed ballot is well formed.

A sealed ballot is its ElGamal blocks followed by one proof of knowing the randomness of every block. The proof is bound
to the manifest, the style and the voter's tag: a ballot copied to another voter, style or election fails it, and nobody
can submit a ballot derived from somebody else's. Nothing here keeps choices or randomness; callers must not either.
"""

from dataclasses import dataclass

from voting.core.ballot.choices import Choices, decode_choices, encode_choices
from voting.core.ballot.style import BallotStyle
from voting.core.encryption.elgamal import CIPHERTEXT_BYTES, encrypt, split_ciphertext, strip_randomness
from voting.core.encryption.encoding import decode_integer, encode_integer
from voting.core.encryption.group import (
    BYTES,
    Draw,
    EncodingError,
    Point,
    draw_scalar,
    multiply_base,
    read_point,
)
from voting.core.encryption.hashing import hash_short
from voting.core.encryption.proofs import check_knowledge, prove_knowledge, read_proof

MANIFEST_BYTES = 32
TAG_BYTES = 16
_DOMAIN = "ballot"


@dataclass(frozen=True, slots=True)
class BallotContext:
    """What a sealed ballot is bound to: the manifest's SHA-256, the voter's tag (16 bytes), the election key."""

    manifest: bytes
    tag: bytes
    key: Point

    def __post_init__(self) -> None:
        if len(self.manifest) != MANIFEST_BYTES or len(self.tag) != TAG_BYTES:
            raise ValueError("a manifest's digest has 32 bytes and a tag has 16")


@dataclass(frozen=True, slots=True)
class Sealing:
    """A sealed ballot with its randomness. Only whoever sealed it may hold this, and only until it is cast."""

    sealed: bytes
    randomness: tuple[int, ...]


def seal_choices(
    context: BallotContext, style: BallotStyle, choices: Choices, draw: Draw = draw_scalar
) -> Sealing:
    """Seal choices that have digits in ``style``. Raises ValueError for others (`encode_choices`)."""
    points = encode_integer(encode_choices(style, choices), style.width)
    randomness = tuple(draw() for _ in points)
    blocks = b"".join(
        encrypt(context.key, point, secret) for point, secret in zip(points, randomness, strict=True)
    )
    proof = prove_knowledge(_DOMAIN, _state(context, style, blocks), randomness, draw)
    return Sealing(blocks + proof.to_bytes(), randomness)


def check_sealed(context: BallotContext, style: BallotStyle, sealed: bytes) -> None:
    """Check length, points and proof of a sealed ballot. Raises EncodingError saying what doesn't hold."""
    if len(sealed) != sealed_length(style.width):
        raise EncodingError(
            f"a sealed ballot of this style has {sealed_length(style.width)} bytes, not {len(sealed)}"
        )
    blocks, encoded_proof = sealed[: style.width * CIPHERTEXT_BYTES], sealed[style.width * CIPHERTEXT_BYTES :]
    points = [read_point(blocks[at : at + BYTES]) for at in range(0, len(blocks), BYTES)]
    proof = read_proof(encoded_proof, style.width)
    if not check_knowledge(_DOMAIN, _state(context, style, blocks), points[::2], proof):
        raise EncodingError("the proof doesn't hold for this manifest, style and tag")


def sealed_length(width: int) -> int:
    """Return the number of bytes of a sealed ballot of ``width`` blocks; the same for every choice."""
    return width * CIPHERTEXT_BYTES + BYTES * (width + 1)


def take_blocks(sealed: bytes, width: int) -> bytes:
    """Return the encrypted blocks without the proof: what goes to the mixers."""
    return sealed[: width * CIPHERTEXT_BYTES]


def digest_sealed(context: BallotContext, style: BallotStyle, sealed: bytes) -> bytes:
    """Return the 32 bytes that stand for this ballot: its tracking code and the order before mixing come from them."""
    return hash_short("ballot-digest", [context.manifest, style.id.encode(), context.tag, sealed])


def open_with_randomness(
    context: BallotContext, style: BallotStyle, sealed: bytes, randomness: tuple[int, ...]
) -> Choices:
    """Return what a sealed ballot holds, for a voter who challenges it instead of casting it (Benaloh 2006).

    Raises EncodingError when the randomness isn't the ballot's or the content isn't a ballot's.
    """
    check_sealed(context, style, sealed)
    blocks = take_blocks(sealed, style.width)
    points = []
    for at, secret in zip(range(0, len(blocks), CIPHERTEXT_BYTES), randomness, strict=True):
        block = blocks[at : at + CIPHERTEXT_BYTES]
        if multiply_base(secret) != split_ciphertext(block)[0]:
            raise EncodingError("this is not the randomness of this ballot")
        points.append(strip_randomness(context.key, block, secret))
    return decode_choices(style, decode_integer(points))


def _state(context: BallotContext, style: BallotStyle, blocks: bytes) -> list[bytes]:
    return [context.manifest, style.id.encode(), context.tag, context.key, blocks]
