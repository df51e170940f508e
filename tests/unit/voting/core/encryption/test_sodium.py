"""Signatures are RFC 8032's; a locked box opens with its key and label only."""

import pytest

from voting.core.encryption.sodium import derive_public_key, is_signature, lock, sign, unlock

SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_signature_is_the_one_of_the_rfc() -> None:
    # RFC 8032 section 7.1, test 2.
    assert derive_public_key(SEED).hex() == PUBLIC
    assert sign(SEED, b"\x72").hex() == SIGNATURE
    assert is_signature(bytes.fromhex(PUBLIC), b"\x72", bytes.fromhex(SIGNATURE))


def test_signature_of_other_bytes_is_invalid() -> None:
    public, signature = bytes.fromhex(PUBLIC), bytes.fromhex(SIGNATURE)
    assert not is_signature(public, b"\x73", signature)
    assert not is_signature(public, b"\x72", signature[:-1])
    assert not is_signature(bytes(32), b"\x72", signature)
    assert not is_signature(public[:-1], b"\x72", signature)


def test_locked_box_opens_with_its_key_and_label_only() -> None:
    key, nonce = bytes(range(32)), bytes(24)
    locked = lock(key, nonce, b"secret", b"label")
    assert unlock(key, nonce, locked, b"label") == b"secret"
    assert unlock(key, nonce, lock(key, nonce, b"", b""), b"") == b""
    assert unlock(key, nonce, locked, b"other") is None
    assert unlock(bytes(32), nonce, locked, b"label") is None
    assert unlock(key, nonce, locked[:-1], b"label") is None
    assert unlock(key, nonce, b"short", b"label") is None


def test_keys_of_a_wrong_length_are_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        lock(b"short", bytes(24), b"", b"")
    with pytest.raises(ValueError, match="seed"):
        derive_public_key(b"short")
