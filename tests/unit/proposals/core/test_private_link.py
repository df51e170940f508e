"""The token of a private link."""

import pytest

from proposals.core.private_link import hash_token, is_token


def test_token_has_128_bits_in_hexadecimal() -> None:
    assert is_token("0123456789abcdef" * 2)


@pytest.mark.parametrize("text", ["", "0" * 31, "0" * 33, "G" * 32, "٣" * 32, "0" * 32 + "\n"])
def test_other_text_is_no_token(text: str) -> None:
    assert not is_token(text)


def test_hash_does_not_hold_the_token() -> None:
    token = "a" * 32
    assert hash_token(token) == hash_token(token)
    assert token not in hash_token(token)
    assert hash_token(token) != hash_token("b" * 32)
