"""Small secrets that the database keeps only sealed under the server's secret (ChaCha20-Poly1305, RFC 8439).

A thief of the database or of a backup can't open them; whoever has the server's secret too can. What is sealed for one
purpose and one owner opens for no other.
"""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

NONCE_BYTES = 12


class NotOurSealError(ValueError):
    """What is kept was not sealed under this server's secret: the secret file was changed, or the database."""


def seal_under(secret: bytes, purpose: str, owner: str, content: bytes) -> bytes:
    """Return ``content`` sealed for ``purpose`` and ``owner``, such as a kind of key and a cycle's id."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(secret, purpose).encrypt(nonce, content, owner.encode())


def open_sealed(secret: bytes, purpose: str, owner: str, sealed: bytes) -> bytes:
    """Return what was sealed. Raises NotOurSealError."""
    try:
        return _cipher(secret, purpose).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner.encode())
    except InvalidTag:
        raise NotOurSealError(f"{purpose} of {owner} does not open with this server's secret") from None


def _cipher(secret: bytes, purpose: str) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hmac.digest(secret, f"seal\0{purpose}".encode(), "sha256"))
