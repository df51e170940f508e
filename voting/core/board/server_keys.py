"""The keys that the server itself holds for its elections, all derived from the installation's one secret.

None of them stands in the database: a copy of it can neither sign a board nor, in server custody, open a ballot. With
the secret and the database together both can be done; that is what server custody means.
"""

import hmac
import secrets
from dataclasses import dataclass, field

from pb.kernel.ids import CycleId
from voting.core.encryption.group import read_scalar, write_scalar
from voting.core.encryption.sodium import NONCE_BYTES, derive_public_key, lock, unlock
from voting.core.log.note import NoteKey


class WrongSecretError(ValueError):
    """The installation's secret isn't the one that a share was locked with."""


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """The installation's secret and the name its boards carry, such as ``osbu.example``."""

    secret: bytes = field(repr=False)
    host: str

    def name_board(self, cycle: CycleId) -> str:
        """Return the origin of a cycle's board, which is also the name of its election."""
        return f"{self.host}/{cycle}"

    def board_seed(self, cycle: CycleId) -> bytes:
        """Return the seed of the key that signs a cycle's checkpoints, promises and contents."""
        return self._derive("board-key", cycle)

    def board_key(self, cycle: CycleId) -> NoteKey:
        """Return the public key of a cycle's board."""
        return NoteKey(self.name_board(cycle), derive_public_key(self.board_seed(cycle)))

    def lock_share(self, cycle: CycleId, share: int) -> bytes:
        """Return the server's share of an election key in a form that may stand in the database."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + lock(self._derive("custody", cycle), nonce, write_scalar(share), cycle.encode())

    def unlock_share(self, cycle: CycleId, locked: bytes) -> int:
        """Return what `lock_share` was given. Raises WrongSecretError."""
        nonce, content = locked[:NONCE_BYTES], locked[NONCE_BYTES:]
        share = unlock(self._derive("custody", cycle), nonce, content, cycle.encode())
        if share is None:
            raise WrongSecretError(f"the key of {cycle} was locked with another secret")
        return read_scalar(share)

    def _derive(self, purpose: str, cycle: CycleId) -> bytes:
        return hmac.digest(self.secret, f"{purpose}\0{cycle}".encode(), "sha256")
