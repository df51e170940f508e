"""The steps up to the close: papers, sealing, what the box takes and what it must refuse, the board."""

from collections.abc import Callable

from pb.kernel.message import Message
from voting.core.ballot.choices import Choices
from voting.core.ballot.sealing import BallotContext, check_sealed, digest_sealed, seal_choices
from voting.core.ballot.style import BallotStyle
from voting.core.board.entries import BallotEntry, CloseEntry, Entry
from voting.core.encryption.group import multiply_base, write_scalar
from voting.core.log.checkpoint import read_checkpoint
from voting.core.log.merkle import MerkleTree, is_included
from voting.core.reading import FormatError
from voting.core.receipt import make_receipt_code, read_receipt_code
from voting.core.tally.files import name_checkpoint
from voting.rehearsal.election import HOUR, TrialElection
from voting.rehearsal.known_ballots import KnownBallot
from voting.rehearsal.report import RehearsalError, require

SealElsewhere = Callable[[BallotContext, BallotStyle, Choices], bytes]
"""Seals with code that isn't this program's: the browser's."""


def check_papers(election: TrialElection) -> Message:
    """See that every area's paper can be filled in: a rule that no ballot keeps would show only at the count."""
    good = bad = 0
    for style in election.trial.styles:
        valid = sum(not ballot.faults for ballot in election.known[style.id])
        require(valid > 0, f"{style.id}: no test ballot keeps the rule; can any ballot?")
        good, bad = good + valid, bad + len(election.known[style.id]) - valid
    return Message("Test ballots made: good %(good)s, spoilt %(bad)s.", {"good": good, "bad": bad})


def seal_here(context: BallotContext, style: BallotStyle, choices: Choices) -> bytes:
    """Seal as the server does."""
    return seal_choices(context, style, choices).sealed


def cast_known(election: TrialElection, seal: SealElsewhere, first_tag: int) -> Message:
    """Seal every test ballot and cast it; all of a style have one length."""
    tag = first_tag
    for style in election.trial.styles:
        lengths = set()
        for ballot in election.known[style.id]:
            entry = _seal(election, style, ballot, tag, seal)
            lengths.add(len(entry.sealed))
            election.append(entry)
            election.standing.append(ballot)
            tag += 1
        require(len(lengths) == 1, f"{style.id}: sealed ballots have different lengths")
    return Message("Test ballots sealed and cast: %(count)s.", {"count": tag - first_tag})


def try_box(election: TrialElection) -> Message:
    """Offer the box what it must refuse, and a second ballot, which it takes or refuses by the rule."""
    style = election.trial.styles[0]
    ballot = election.known[style.id][0]
    mine, other = _seal(election, style, ballot, 900_001, seal_here), _make_tag(900_002)
    offers: dict[str, Entry] = {
        "a ballot copied to another voter": BallotEntry(1, style.id, other, mine.sealed, HOUR),
        "a ballot with a bit changed": BallotEntry(1, style.id, mine.tag, _flip(mine.sealed), HOUR),
        "a ballot under an unknown manifest": BallotEntry(2, style.id, mine.tag, mine.sealed, HOUR),
        "a ballot of an unknown area": BallotEntry(1, "no-such-area", mine.tag, mine.sealed, HOUR),
        "a ballot cut short": BallotEntry(1, style.id, mine.tag, mine.sealed[:-32], HOUR),
    }
    for what, offer in offers.items():
        _require_refusal(election, offer, what)
    election.append(mine)
    _require_refusal(election, mine, "the same ballot a second time")
    again = _seal(election, style, ballot, 900_001, seal_here)
    if election.trial.revote:
        election.append(again)
    else:
        _require_refusal(election, again, "a second ballot of one voter")
    election.standing.append(ballot)
    return Message(
        "The box took what it may take and refused what was forged. Forged ballots: %(count)s.",
        {"count": len(offers) + 1},
    )


def check_board(election: TrialElection) -> Message:
    """Close the box; every ballot is found by its receipt and proved to stand under the last checkpoint."""
    election.append(CloseEntry(len(election.lines), HOUR))
    late = election.known[election.trial.styles[0].id][0]
    _require_refusal(
        election,
        _seal(election, election.trial.styles[0], late, 900_003, seal_here),
        "a ballot after the close",
    )
    log = election.sign_checkpoint()
    checkpoint = read_checkpoint(election.bundle.files[name_checkpoint(2)], election.manifest.board_key)
    require(checkpoint.size == log.size, "the checkpoint doesn't cover the board")
    for digest in election.box.codes:
        code = make_receipt_code(digest)
        require(read_receipt_code(code.lower()) == code, f"the receipt code {code} isn't read back")
    _require_inclusion(election, log, checkpoint.root)
    return Message("Entries on the board, each with its proof: %(count)s.", {"count": log.size})


def _require_inclusion(election: TrialElection, log: MerkleTree, root: bytes) -> None:
    for number, line in enumerate(election.lines):
        path = log.prove_inclusion(number, log.size)
        require(is_included(line, number, log.size, path, root), f"entry {number} isn't under the checkpoint")


def _seal(
    election: TrialElection, style: BallotStyle, ballot: KnownBallot, tag: int, seal: SealElsewhere
) -> BallotEntry:
    context = election.context(_make_tag(tag))
    sealed = seal(context, style, ballot.choices)
    check_sealed(context, style, sealed)
    require(len(digest_sealed(context, style, sealed)) == 32, "a ballot without a digest")
    return BallotEntry(1, style.id, context.tag, sealed, HOUR)


def _require_refusal(election: TrialElection, entry: Entry, what: str) -> None:
    try:
        election.append(entry)
    except FormatError:
        return
    raise RehearsalError(f"the box took {what}")


def _make_tag(number: int) -> bytes:
    return number.to_bytes(16, "big")


def _flip(sealed: bytes) -> bytes:
    """Put another well-formed point in the place of the first."""
    return multiply_base(int.from_bytes(write_scalar(7), "little")) + sealed[32:]
