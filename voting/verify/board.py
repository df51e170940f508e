"""The manifests, the board, its checkpoints and the ballots' proofs: everything up to the close."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voting.core.board.ballot_box import BallotBox, SealedBallot, check_proof
from voting.core.board.entries import BallotEntry, read_entry
from voting.core.board.manifest import Manifest, digest_manifest, read_manifest
from voting.core.log.checkpoint import read_checkpoint
from voting.core.log.merkle import MerkleTree
from voting.core.mixing.spread import ROWS, Spread
from voting.core.reading import FormatError
from voting.core.tally.closing import Closing, close_board
from voting.core.tally.files import BOARD, name_checkpoint, name_manifest
from voting.verify.bundle import Bundle, VerificationError


@dataclass(frozen=True, slots=True)
class CheckedBoard:
    """A board that holds: the closing that the tally is bound to, the box, and the log."""

    closing: Closing
    box: BallotBox
    log: MerkleTree


def check_manifests(bundle: Bundle) -> list[tuple[Manifest, bytes]]:
    """Return all versions of the manifest with their digests. Raises VerificationError for the first that is wrong."""
    versions: list[tuple[Manifest, bytes]] = []
    names = bundle.names()
    while not versions or name_manifest(len(versions) + 1) in names:
        name = name_manifest(len(versions) + 1)
        content = bundle.read(name)
        try:
            manifest = read_manifest(content, name)
            _check_succession(manifest, versions, name)
        except FormatError as error:
            raise VerificationError(name, str(error)) from None
        versions.append((manifest, digest_manifest(content)))
    return versions


def _check_succession(manifest: Manifest, versions: Sequence[tuple[Manifest, bytes]], name: str) -> None:
    if manifest.version != len(versions) + 1:
        raise FormatError(f"{name}: this is version {manifest.version}")
    if not versions:
        return
    before, digest = versions[-1]
    if manifest.previous != digest:
        raise FormatError(f"{name}: previous isn't the digest of the version before")
    # Ballots cast under an earlier version stay readable only while what they are sealed with and for stays.
    kept = ("election", "board_key", "ceremony", "styles")
    changed = [part for part in kept if getattr(manifest, part) != getattr(before, part)]
    if changed:
        raise FormatError(f"{name}: {changed[0]} changed during the vote")


def check_board(bundle: Bundle, versions: Sequence[tuple[Manifest, bytes]], spread: Spread) -> CheckedBoard:
    """Replay the board and check every ballot's proof. Raises VerificationError naming the entry."""
    content = bundle.read(BOARD)
    if not content.endswith(b"\n"):
        raise VerificationError(BOARD, "doesn't end with a line end")
    box, log = BallotBox(versions), MerkleTree()
    ballots: list[tuple[str, SealedBallot]] = []
    for number, line in enumerate(content[:-1].split(b"\n"), 1):
        place = f"{BOARD} line {number}"
        try:
            entry = read_entry(line, place)
            box.append(entry)
            if isinstance(entry, BallotEntry):
                ballots.append((place, box.seal_of(entry)))
        except FormatError as error:
            raise VerificationError(place, str(error)) from None
        log.append(line)
    if box.close is None:
        raise VerificationError(BOARD, "the last entry isn't the close")
    if box.manifest is not versions[-1][0]:
        raise VerificationError(name_manifest(len(versions)), "the board never says that it is in force")
    _check_proofs(ballots, spread)
    return CheckedBoard(close_board(*versions[-1], log), box, log)


def _check_proofs(ballots: Sequence[tuple[str, SealedBallot]], spread: Spread) -> None:
    pieces = [ballots[start : start + ROWS] for start in range(0, len(ballots), ROWS)]
    for failure in spread(_find_bad_proof, pieces):
        if failure is not None:
            raise VerificationError(*failure)


def _find_bad_proof(piece: Sequence[tuple[str, SealedBallot]]) -> tuple[str, str] | None:
    for place, ballot in piece:
        try:
            check_proof(ballot)
        except FormatError as error:
            return place, str(error)
    return None


def check_checkpoints(bundle: Bundle, manifest: Manifest, log: MerkleTree) -> Iterator[int]:
    """Yield the size of every checkpoint after checking it. Raises VerificationError naming the file.

    All are checked against the one log in hand, so they are consistent with each other. The last covers the whole log.
    """
    number, last, names = 0, 0, bundle.names()
    while not number or name_checkpoint(number + 1) in names:
        number += 1
        name = name_checkpoint(number)
        try:
            checkpoint = read_checkpoint(bundle.read(name), manifest.board_key)
        except FormatError as error:
            raise VerificationError(name, str(error)) from None
        if not last <= checkpoint.size <= log.size:
            raise VerificationError(name, f"its size {checkpoint.size} isn't between {last} and {log.size}")
        if checkpoint.root != log.root(checkpoint.size):
            raise VerificationError(
                name, f"its root isn't that of the first {checkpoint.size} entries of the board"
            )
        last = checkpoint.size
        yield last
    if last != log.size:
        raise VerificationError(
            name_checkpoint(number), f"the last checkpoint has {last} of {log.size} entries"
        )
