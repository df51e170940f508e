"""Paper ballots: every desk balances, every line is a ballot, and there are as many as were cast."""

from voting.core.board.ballot_box import BallotBox
from voting.core.board.manifest import Manifest
from voting.core.reading import FormatError
from voting.core.tally.files import PAPER, name_paper
from voting.core.tally.paper import read_accounts, read_sheet
from voting.verify.bundle import Bundle, VerificationError


def check_paper(bundle: Bundle, manifest: Manifest, box: BallotBox) -> str:
    """Return what was found about paper ballots. Raises VerificationError naming the desk or the line."""
    lines = sum(_check_lines(bundle, manifest, style.id) for style in manifest.styles)
    if PAPER not in bundle.names():
        if lines:
            raise VerificationError(PAPER, "paper ballots without an account of them")
        return "there were no paper ballots"
    try:
        accounts = read_accounts(bundle.read(PAPER), PAPER)
    except FormatError as error:
        raise VerificationError(PAPER, str(error)) from None
    cast = sum(account.cast for account in accounts)
    if cast != lines:
        raise VerificationError(PAPER, f"{cast} paper ballots were cast, {lines} are published")
    roll = box.close.roll if box.close else 0
    if cast + box.ballots > roll:
        raise VerificationError(
            PAPER, f"{cast} on paper and {box.ballots} sealed, but {roll} on the electoral roll"
        )
    return f"{len(accounts)} desks balance, and their {cast} paper ballots are published"


def _check_lines(bundle: Bundle, manifest: Manifest, style: str) -> int:
    name = name_paper(manifest.style(style).id)
    if name not in bundle.names():
        return 0
    content = bundle.read(name)
    lines = content.split(b"\n")[:-1]
    if content and (not content.endswith(b"\n") or lines != sorted(lines)):
        raise VerificationError(name, "its lines aren't sorted")
    for number, line in enumerate(lines, 1):
        place = f"{name} line {number}"
        try:
            read_sheet(line, manifest.style(style), place)
        except FormatError as error:
            raise VerificationError(place, str(error)) from None
    return len(lines)
