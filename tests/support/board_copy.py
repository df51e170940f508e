"""The public files of a board as anyone downloads them, for the verifier's own checks."""

from sqlalchemy import select

from pb.kernel.ids import CycleId
from pb.storage.database import Database
from tests.support.sealed_election import MemoryBundle
from voting.core.mixing.spread import work_in_turn
from voting.core.tally.files import BOARD, name_checkpoint, name_manifest
from voting.storage.board import read_lines
from voting.storage.tables import CheckpointRow, ManifestRow
from voting.verify.board import CheckedBoard, check_board, check_checkpoints, check_manifests


def copy_board(database: Database, cycle: CycleId) -> MemoryBundle:
    """Return the manifests, the board and all its checkpoints."""
    bundle = MemoryBundle()
    with database.read() as work:
        for manifest in work.session.scalars(select(ManifestRow).where(ManifestRow.cycle_id == cycle)):
            bundle.files[name_manifest(manifest.version)] = manifest.content
        bundle.files[BOARD] = b"".join(line + b"\n" for line in read_lines(work, cycle))
        for row in work.session.scalars(select(CheckpointRow).where(CheckpointRow.cycle_id == cycle)):
            bundle.files[name_checkpoint(row.number)] = row.note
    return bundle


def verify_board(database: Database, cycle: CycleId) -> CheckedBoard:
    """Check a closed board as the verifier does. Raises VerificationError for the first thing that doesn't hold."""
    bundle = copy_board(database, cycle)
    versions = check_manifests(bundle)
    board = check_board(bundle, versions, work_in_turn)
    list(check_checkpoints(bundle, versions[-1][0], board.log))
    return board
