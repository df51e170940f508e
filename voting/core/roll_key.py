"""The key of one cycle's electoral roll: what turns a reference or an identity code into the hash that is kept.

HMAC-SHA256 under random bytes of this cycle alone. Without the key nobody can try all codes against the hashes, and
hashes of two cycles can't be matched; when the key is destroyed, the hashes say nothing any more.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from voting.core.identity_code import IdentityCode

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class RollKey:
    """The key. Kept only sealed under the server's secret; never printed."""

    octets: bytes = field(repr=False)

    def hash_reference(self, reference: str) -> str:
        """Return what stands for the city's own reference: 64 hexadecimal digits."""
        return self._hash("reference", reference)

    def hash_identity(self, code: IdentityCode) -> str:
        """Return what stands for a personal identity code: 64 hexadecimal digits."""
        return self._hash("identity", code.text)

    def _hash(self, kind: str, text: str) -> str:
        return hmac.new(self.octets, f"{kind}\0{text}".encode(), hashlib.sha256).hexdigest()


def draw_roll_key() -> RollKey:
    """Return a new random key."""
    return RollKey(secrets.token_bytes(KEY_BYTES))
