"""What lies in a ballot box, opened with the server's key as only a test does before the close."""

from sqlalchemy import select

from pb.kernel.ids import CycleId
from pb.storage.database import Database
from voting.core.ballot.choices import Choices, decode_choices
from voting.core.ballot.sealing import take_blocks
from voting.core.board.server_keys import ServerKeys
from voting.core.encryption.elgamal import CIPHERTEXT_BYTES, split_ciphertext
from voting.core.encryption.encoding import decode_integer
from voting.core.encryption.group import multiply, subtract
from voting.storage.elections import find_election, require_manifest
from voting.storage.tables import SealedBallotRow


def read_box(database: Database, keys: ServerKeys, cycle: CycleId) -> list[Choices]:
    """Return what every ballot in the box says, superseded ones too, in an order that tells nothing."""
    with database.read() as work:
        election, sealed = find_election(work, cycle), require_manifest(work, cycle)
        rows = work.session.scalars(select(SealedBallotRow).where(SealedBallotRow.cycle_id == cycle)).all()
    if election is None or election.locked_share is None:
        raise LookupError(f"the server can't open {cycle}")
    share = keys.unlock_share(cycle, election.locked_share)
    opened = []
    for row in rows:
        style = sealed.manifest.style(row.style)
        blocks = take_blocks(row.sealed, style.width)
        pairs = (
            split_ciphertext(blocks[at : at + CIPHERTEXT_BYTES])
            for at in range(0, len(blocks), CIPHERTEXT_BYTES)
        )
        points = [subtract(second, multiply(share, first)) for first, second in pairs]
        opened.append(decode_choices(style, decode_integer(points)))
    return sorted(opened)
