"""Mixing, opening and the published ballots of one style, each checked against the one before."""

from collections.abc import Generator, Iterator

from voting.core.ballot.style import BallotStyle
from voting.core.encryption.elgamal import CIPHERTEXT_BYTES
from voting.core.mixing.spread import Spread
from voting.core.reading import FormatError
from voting.core.tally.files import name_ballots, name_mix, name_shares
from voting.core.tally.steps import MixStep, OpenStep, PublishStep, check_mix, check_opening, run_publishing
from voting.verify.board import CheckedBoard
from voting.verify.bundle import Bundle, VerificationError


def check_mixing(
    bundle: Bundle, board: CheckedBoard, style: BallotStyle, spread: Spread
) -> Generator[str, None, bytes]:
    """Yield a line for each round that holds; return the last table. Raises VerificationError naming the mixer."""
    table = board.box.final_table(style)
    count = len(table) // (CIPHERTEXT_BYTES * style.width)
    for number, mixer in enumerate(board.closing.manifest.mixers, 1):
        step = MixStep(style, number, mixer)
        files = {name: bundle.read(name) for name in step.files}
        try:
            check_mix(board.closing, step, table, files, spread)
        except FormatError as error:
            raise VerificationError(name_mix(style.id, number), str(error)) from None
        table = files[name_mix(style.id, number)]
        yield f"{style.id}: round {number} by {mixer} only shuffled {count} ballots"
    return table


def check_tally(bundle: Bundle, board: CheckedBoard, style: BallotStyle, spread: Spread) -> Iterator[str]:
    """Yield a line for each step that holds. Raises VerificationError naming the file and whose it is."""
    table = yield from check_mixing(bundle, board, style, spread)
    shares: dict[int, bytes] = {}
    roster = board.closing.manifest.ceremony.election_key.roster
    for trustee, card in enumerate(roster.cards, 1):
        name = name_shares(style.id, trustee)
        if name not in bundle.names():
            continue
        step, files = OpenStep(style, trustee), {name: bundle.read(name)}
        try:
            shares[trustee] = check_opening(board.closing, step, table, files, spread)
        except FormatError as error:
            raise VerificationError(name, str(error)) from None
        yield f"{style.id}: the decryption shares of {card.name} are right"
    if len(shares) < roster.threshold:
        reason = f"{len(shares)} trustees have opened, {roster.threshold} are needed"
        raise VerificationError(f"open/{style.id}", reason)
    published = run_publishing(board.closing, PublishStep(style), table, shares, spread)[
        name_ballots(style.id)
    ]
    yield _compare_lines(style, published, bundle.read(name_ballots(style.id)))


def _compare_lines(style: BallotStyle, expected: bytes, found: bytes) -> str:
    name = name_ballots(style.id)
    right, given = expected.split(b"\n"), found.split(b"\n")
    for number, (left, other) in enumerate(zip(right, given, strict=False), 1):
        if left != other:
            raise VerificationError(f"{name} line {number}", "not what the shares open to")
    if len(right) != len(given):
        raise VerificationError(name, f"{len(given) - 1} lines for {len(right) - 1} opened ballots")
    invalid = sum(b'"faults"' in line for line in right)
    return f"{style.id}: {len(right) - 1} ballots opened, {invalid} of them invalid, as published"
