"""The order of the checks. Each yields what it found; the first that fails ends the verification.

Nothing in a later check relies on what an earlier one hasn't established.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from voting.core.board.manifest import Manifest
from voting.core.mixing.spread import Spread, work_in_turn
from voting.core.reading import FormatError
from voting.core.tally.contents import digest_file, read_contents
from voting.core.tally.files import (
    BOARD,
    CONTENTS,
    OUTCOME,
    PAPER,
    name_ballots,
    name_checkpoint,
    name_lot,
    name_manifest,
    name_mix,
    name_mix_proof,
    name_paper,
    name_shares,
)
from voting.verify.board import CheckedBoard, check_board, check_checkpoints, check_manifests
from voting.verify.bundle import Bundle, VerificationError
from voting.verify.evidence import Evidence, check_evidence
from voting.verify.outcome import check_lots, check_outcome
from voting.verify.paper import check_paper
from voting.verify.tally import check_tally


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that holds: the heading it belongs under, and the sentence."""

    heading: str
    sentence: str


def verify(
    bundle: Bundle,
    spread: Spread = work_in_turn,
    evidence: Evidence = Evidence(),  # noqa: B008 - frozen
) -> Iterator[Checked]:
    """Yield everything that was checked. Raises VerificationError at the first thing that doesn't hold."""
    versions = check_manifests(bundle)
    manifest = versions[-1][0]
    for version, (_, one) in enumerate(versions, 1):
        yield Checked("Manifest", f"version {version} is well formed; its SHA-256 is {one.hex()}")
    roster = manifest.ceremony.election_key.roster
    yield Checked(
        "Manifest", f"the key was made by {len(roster.cards)} trustees, any {roster.threshold} of them open"
    )
    yield Checked("Files", _check_contents(bundle, manifest))
    board = check_board(bundle, versions, spread)
    yield from _describe_board(board)
    for size in _last(check_checkpoints(bundle, manifest, board.log)):
        yield Checked(
            "Board", f"every checkpoint is signed and agrees with the entries, the last with all {size}"
        )
    for line in check_evidence(evidence, board, versions[0]):
        yield Checked("Evidence", line)
    for style in manifest.styles:
        for line in check_tally(bundle, board, style, spread):
            yield Checked("Tally", line)
    yield Checked("Paper", check_paper(bundle, manifest, board.box))
    for line in check_outcome(bundle, manifest, versions[-1][1], check_lots(bundle, board.closing)):
        yield Checked("Outcome", line)


def _describe_board(board: CheckedBoard) -> Iterator[Checked]:
    roll = board.box.close.roll if board.box.close else 0
    yield Checked("Board", f"{board.log.size} entries are well formed and follow the rules")
    yield Checked(
        "Board", f"{len(board.box.codes)} sealed ballots have valid proofs, {board.box.ballots} stand"
    )
    yield Checked("Board", f"no more ballots than the {roll} people on the electoral roll")


def _last(sizes: Iterator[int]) -> list[int]:
    return list(sizes)[-1:]


def _check_contents(bundle: Bundle, manifest: Manifest) -> str:
    try:
        listed = read_contents(bundle.read(CONTENTS), manifest.board_key)
    except FormatError as error:
        raise VerificationError(CONTENTS, str(error)) from None
    present = set(bundle.names()) - {CONTENTS}
    for name in sorted(present | set(listed)):
        if name not in listed:
            raise VerificationError(name, "not among the signed contents")
        if digest_file(bundle.read(name)) != listed[name]:
            raise VerificationError(name, "not the file whose digest was signed")
    unknown = sorted(present - set(_list_known(manifest, present)))
    if unknown:
        raise VerificationError(unknown[0], "no such file belongs to a bundle")
    return f"{len(listed)} files are those that the board key signed"


def _list_known(manifest: Manifest, present: set[str]) -> Iterator[str]:
    yield from (BOARD, PAPER, OUTCOME)
    yield from (name_manifest(version) for version in range(1, manifest.version + 1))
    yield from (name_checkpoint(number) for number in range(1, len(present) + 1))
    trustees = range(1, len(manifest.ceremony.election_key.roster.cards) + 1)
    yield from map(name_lot, trustees)
    for style in manifest.styles:
        yield from (name_ballots(style.id), name_paper(style.id))
        for number in range(1, len(manifest.mixers) + 1):
            yield from (name_mix(style.id, number), name_mix_proof(style.id, number))
        yield from (name_shares(style.id, trustee) for trustee in trustees)
