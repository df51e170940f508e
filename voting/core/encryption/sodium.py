"""The one door to libsodium: the copy that the package rbcl ships, so that nothing else has to be installed.

rbcl names only the ristretto255 functions. Signatures and the cipher for key files are taken from the same library by
their C names, which libsodium keeps stable. Callers see bytes and booleans, never a C type. This module must never
make up cryptography of its own, and never hand on a result that libsodium refused.
"""

import ctypes
from typing import cast

import rbcl

_library = cast(ctypes.CDLL, rbcl._sodium)

SEED_BYTES = 32
PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64
CIPHER_KEY_BYTES = 32
NONCE_BYTES = 24
_TAG_BYTES = 16


def call(name: str, out: int, *inputs: bytes) -> bytes | None:
    """Call a libsodium function that fills ``out`` bytes from fixed-length inputs; None when it refuses them.

    The caller has checked every length: libsodium reads as many bytes as its documentation says.
    """
    buffer = ctypes.create_string_buffer(out)
    return buffer.raw if getattr(_library, name)(buffer, *inputs) == 0 else None


def holds(name: str, encoded: bytes) -> bool:
    """Ask a libsodium function that answers 1 for yes about bytes of a fixed, checked length."""
    return cast(int, getattr(_library, name)(encoded)) == 1


def derive_public_key(seed: bytes) -> bytes:
    """Return the Ed25519 public key (RFC 8032) of a 32-byte seed."""
    return _derive_key_pair(seed)[0]


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the Ed25519 signature of ``message`` under the key of ``seed``."""
    signature = ctypes.create_string_buffer(SIGNATURE_BYTES)
    secret = _derive_key_pair(seed)[1]
    _library.crypto_sign_detached(signature, None, message, ctypes.c_ulonglong(len(message)), secret)
    return signature.raw


def is_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether ``signature`` is a valid Ed25519 signature. Wrong lengths and weak keys are just invalid."""
    if len(public_key) != PUBLIC_KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    length = ctypes.c_ulonglong(len(message))
    return cast(int, _library.crypto_sign_verify_detached(signature, message, length, public_key)) == 0


def lock(key: bytes, nonce: bytes, content: bytes, label: bytes) -> bytes:
    """Return ``content`` under XChaCha20-Poly1305, bound to ``label``; 16 bytes longer than it was."""
    _require_lengths(key, nonce)
    locked = ctypes.create_string_buffer(len(content) + _TAG_BYTES)
    _library.crypto_aead_xchacha20poly1305_ietf_encrypt(
        locked, None, content, ctypes.c_ulonglong(len(content)),
        label, ctypes.c_ulonglong(len(label)), None, nonce, key,
    )  # fmt: skip
    return locked.raw


def unlock(key: bytes, nonce: bytes, locked: bytes, label: bytes) -> bytes | None:
    """Return what `lock` was given, or None when the key, the label or any bit is another."""
    _require_lengths(key, nonce)
    if len(locked) < _TAG_BYTES:
        return None
    content = ctypes.create_string_buffer(max(len(locked) - _TAG_BYTES, 1))
    refused = _library.crypto_aead_xchacha20poly1305_ietf_decrypt(
        content, None, None, locked, ctypes.c_ulonglong(len(locked)),
        label, ctypes.c_ulonglong(len(label)), nonce, key,
    )  # fmt: skip
    return None if refused else content.raw[: len(locked) - _TAG_BYTES]


def _derive_key_pair(seed: bytes) -> tuple[bytes, bytes]:
    if len(seed) != SEED_BYTES:
        raise ValueError(f"a seed has {SEED_BYTES} bytes")
    public, secret = ctypes.create_string_buffer(PUBLIC_KEY_BYTES), ctypes.create_string_buffer(64)
    _library.crypto_sign_seed_keypair(public, secret, seed)
    return public.raw, secret.raw


def _require_lengths(key: bytes, nonce: bytes) -> None:
    if len(key) != CIPHER_KEY_BYTES or len(nonce) != NONCE_BYTES:
        raise ValueError("a key has 32 bytes and a nonce 24")
