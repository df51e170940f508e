"""A non-negative integer as group elements and back, in exactly one way.

The integer is written little-endian in blocks of 28 bytes. A block becomes the encoding of a point by trial: the block
stands in the middle of the 32 bytes, a counter in the free bits around it, and the smallest counter that gives a valid
encoding is taken (one in four does). Decoding refuses every other counter: a ballot with two forms could carry a mark.
"""

from collections.abc import Sequence

from voting.core.encryption.group import IDENTITY, EncodingError, Point, is_point

BLOCK_BYTES = 28
"""The bytes of an integer that fit one group element."""

_COUNTERS = 2**15
"""A block for which none of them works has probability (3/4)^32768."""


def count_blocks(largest: int) -> int:
    """Return how many blocks hold every integer up to ``largest``; at least one."""
    return max(1, -(-largest.bit_length() // (8 * BLOCK_BYTES)))


def encode_integer(number: int, blocks: int) -> tuple[Point, ...]:
    """Return the points of ``number``. Raises OverflowError when it is negative or too large for the blocks."""
    content = number.to_bytes(blocks * BLOCK_BYTES, "little")
    return tuple(_encode_block(content[at : at + BLOCK_BYTES]) for at in range(0, len(content), BLOCK_BYTES))


def decode_integer(points: Sequence[Point]) -> int:
    """Return the integer of these points. Raises EncodingError for points that `encode_integer` never gives."""
    blocks = []
    for point in points:
        block = point[1 : 1 + BLOCK_BYTES]
        if _encode_block(block) != point:
            raise EncodingError("the point is not the encoding of a block")
        blocks.append(block)
    return int.from_bytes(b"".join(blocks), "little")


def _encode_block(block: bytes) -> Point:
    for counter in range(_COUNTERS):
        candidate = _place(block, counter)
        if candidate != IDENTITY and is_point(candidate):
            return Point(candidate)
    raise EncodingError("no counter makes this block a point")


def _place(block: bytes, counter: int) -> bytes:
    # Even first byte and zero last bytes: the field element is non-negative and below the prime, as an encoding must be.
    low, high = counter & 0x7F, counter >> 7
    return bytes([low << 1]) + block + bytes([high, 0, 0])
