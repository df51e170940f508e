"""What people kept outside the bundle: a printed digest, a receipt, a promise, a checkpoint that a witness saw.

The bundle alone can't show that the operator didn't rewrite the whole board; any one of these can show that he did.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voting.core.board.manifest import Manifest
from voting.core.log.checkpoint import read_checkpoint, read_promise
from voting.core.reading import FormatError
from voting.core.receipt import make_receipt_code, read_receipt_code
from voting.verify.board import CheckedBoard
from voting.verify.bundle import VerificationError


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was given along with the bundle; the names are for the report."""

    manifest_digest: str | None = None
    codes: Sequence[str] = ()
    promises: Sequence[tuple[str, bytes]] = ()
    checkpoints: Sequence[tuple[str, bytes]] = ()


def check_evidence(evidence: Evidence, board: CheckedBoard, first: tuple[Manifest, bytes]) -> Iterator[str]:
    """Yield a line for each piece that agrees with the board. Raises VerificationError for one that doesn't."""
    manifest, digest = first
    if evidence.manifest_digest is not None:
        if "".join(evidence.manifest_digest.split()).lower() != digest.hex():
            raise VerificationError("manifest-1.json", f"its digest is {digest.hex()}, not the one given")
        yield "the manifest is the one whose digest was given"
    codes = {make_receipt_code(ballot) for ballot in board.box.codes}
    for typed in evidence.codes:
        code = read_receipt_code(typed)
        if code is None:
            raise VerificationError(f"code {typed}", "not a receipt code; check the letters")
        if code not in codes:
            raise VerificationError(f"code {code}", "no ballot on the board has this code")
        yield f"the ballot {code} is on the board"
    for name, note in evidence.promises:
        yield _check_promise(name, note, board, manifest)
    for name, note in evidence.checkpoints:
        yield _check_seen(name, note, board, manifest)


def _check_promise(name: str, note: bytes, board: CheckedBoard, manifest: Manifest) -> str:
    try:
        promise = read_promise(note, manifest.board_key)
    except FormatError as error:
        raise VerificationError(name, str(error)) from None
    if promise.digest not in board.box.codes:
        raise VerificationError(
            name, "the box promised to include this ballot and didn't: misconduct of the operator"
        )
    return f"{name}: the promised ballot is on the board"


def _check_seen(name: str, note: bytes, board: CheckedBoard, manifest: Manifest) -> str:
    try:
        seen = read_checkpoint(note, manifest.board_key)
    except FormatError as error:
        raise VerificationError(name, str(error)) from None
    if seen.size > board.log.size or seen.root != board.log.root(seen.size):
        raise VerificationError(
            name, "the board was rewritten after this checkpoint: misconduct of the operator"
        )
    return f"{name}: the board only grew since this checkpoint"
