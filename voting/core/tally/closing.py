"""What everything after the close is bound to, and the statements of the mixers and the trustees.

The closing digest ties shuffles and shares to one board: made for another manifest or another list of entries, they
don't verify. So a trustee who helps to open knows which box it is.
"""

from dataclasses import dataclass

from voting.core.ballot.style import BallotStyle
from voting.core.board.manifest import Manifest
from voting.core.encryption.hashing import hash_short, write_count
from voting.core.log.merkle import MerkleTree
from voting.core.mixing.statement import ShuffleStatement
from voting.core.trustees.opening import OpeningStatement


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed election: the manifest in force and the closing digest."""

    manifest: Manifest
    digest: bytes

    def state_mix(self, style: BallotStyle, number: int, before: bytes, after: bytes) -> ShuffleStatement:
        """Return what round ``number``, counted from 1, has to prove."""
        context = (self.digest, style.id.encode(), write_count(number))
        key = self.manifest.ceremony.election_key.key
        return ShuffleStatement(context, key, style.width, before, after)

    def state_opening(self, style: BallotStyle, trustee: int, table: bytes) -> OpeningStatement:
        """Return what a trustee has to prove about the last mixed table."""
        context = (self.digest, style.id.encode())
        return OpeningStatement(context, self.manifest.ceremony.election_key, trustee, table)


def close_board(manifest: Manifest, manifest_digest: bytes, board: MerkleTree) -> Closing:
    """Return the closing of a board whose last entry is its close."""
    parts = [manifest_digest, write_count(board.size), board.root()]
    return Closing(manifest, hash_short("closing", parts))
