"""An integer is points in exactly one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.core.encryption.encoding import BLOCK_BYTES, count_blocks, decode_integer, encode_integer
from voting.core.encryption.group import IDENTITY, EncodingError, Point, is_point, multiply_base


@given(st.integers(0, 2 ** (8 * BLOCK_BYTES * 3) - 1))
def test_integer_survives_the_way_there_and_back(number: int) -> None:
    points = encode_integer(number, 3)
    assert all(is_point(point) and point != IDENTITY for point in points)
    assert decode_integer(points) == number


@given(st.integers(0, 2 ** (8 * BLOCK_BYTES) - 1))
def test_second_encoding_of_a_block_is_refused(number: int) -> None:
    (point,) = encode_integer(number, 1)
    others = (bytes([low]) + point[1:29] + bytes([high, 0, 0]) for low in range(0, 256, 2) for high in (0, 1))
    rivals = [Point(other) for other in others if other != point and other != IDENTITY and is_point(other)]
    assert rivals
    for rival in rivals:
        with pytest.raises(EncodingError):
            decode_integer([rival])


def test_points_that_are_no_block_are_refused() -> None:
    for scalar in range(50):
        with pytest.raises(EncodingError):
            decode_integer([multiply_base(scalar)])


def test_integer_too_large_for_its_blocks_is_refused() -> None:
    with pytest.raises(OverflowError):
        encode_integer(2 ** (8 * BLOCK_BYTES), 1)
    with pytest.raises(OverflowError):
        encode_integer(-1, 1)


@pytest.mark.parametrize(("largest", "blocks"), [(0, 1), (1, 1), (2**224 - 1, 1), (2**224, 2), (2**448, 3)])
def test_blocks_are_as_few_as_hold_the_largest_integer(largest: int, blocks: int) -> None:
    assert count_blocks(largest) == blocks
