"""`pb trustee mix` and `pb trustee open`: a trustee's part after the close, over the files of a bundle.

Both check manifest, board, checkpoints and all earlier rounds first, so that nobody lends a hand to a box that isn't the
one on the board.
"""

from pathlib import Path

import click

from voting.cli.files import write_new
from voting.cli.key_file import keep_to_one_board, read_key_file
from voting.cli.progress import cores_option, show_work
from voting.core.ballot.style import BallotStyle
from voting.core.board.manifest import Manifest
from voting.core.encryption.group import multiply_base
from voting.core.mixing.spread import Spread
from voting.core.receipt import make_receipt_code
from voting.core.tally.steps import LotStep, MixStep, OpenStep, check_mix, run_lot, run_mix, run_opening
from voting.core.trustees.election_key import BadShareError, take_share
from voting.verify.board import CheckedBoard, check_board, check_checkpoints, check_manifests
from voting.verify.bundle import FolderBundle, VerificationError
from voting.verify.tally import check_mixing

_BUNDLE = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("mix")
@click.argument("folder", metavar="BUNDLE", type=_BUNDLE)
@click.option("--name", required=True, help="Your name among the mixers of the manifest.")
@cores_option
def mix_command(folder: Path, name: str, cores: int) -> None:
    """Shuffle the ballots of BUNDLE in your turn, with a proof, and add both to it. Needs no key."""
    bundle = FolderBundle(folder)
    done = 0
    with show_work(cores, "Mixing") as spread:
        board = _check_so_far(bundle, spread)
        for style in board.closing.manifest.styles:
            done += _mix_style(bundle, folder, board, style, name, spread)
    if not done:
        raise click.ClickException(f"It isn't the turn of {name}.")


@click.command("open")
@click.argument("folder", metavar="BUNDLE", type=_BUNDLE)
@click.option(
    "--key", "key_path", type=click.Path(exists=True, path_type=Path), required=True, help="Your key file."
)
@cores_option
def open_command(folder: Path, key_path: Path, cores: int) -> None:
    """Check every shuffle of BUNDLE, then add your decryption shares to it.

    One key file opens one board only: two that differ by one ballot would tell what that ballot said.
    """
    secret = read_key_file(key_path, click.prompt("Passphrase", hide_input=True))
    bundle = FolderBundle(folder)
    with show_work(cores, "Checking") as spread:
        board = _check_so_far(bundle, spread)
        trustee, share = _find_share(board.closing.manifest, secret)
        click.echo(
            f"{board.closing.manifest.election}: {board.log.size} entries, {board.box.ballots} ballots."
        )
        click.echo(
            f"The closing's code is {make_receipt_code(board.closing.digest)}: compare it with the public board."
        )
        click.confirm("Is it the same?", abort=True)
        keep_to_one_board(key_path, board.closing.digest)
        lot = LotStep(trustee)
        if lot.files[0] not in bundle.names():
            for name, content in run_lot(board.closing, lot, share).items():
                write_new(folder / name, content)
            click.echo(f"Your part of the lot for ties is in {lot.files[0]}")
        for style in board.closing.manifest.styles:
            step = OpenStep(style, trustee)
            if step.files[0] in bundle.names():
                continue
            table = _finish_mixing(bundle, board, step, spread)
            for name, content in run_opening(board.closing, step, table, share, spread).items():
                write_new(folder / name, content)
            click.echo(f"{style.id}: your shares are in {step.files[0]}")


def _check_so_far(bundle: FolderBundle, spread: Spread) -> CheckedBoard:
    try:
        versions = check_manifests(bundle)
        board = check_board(bundle, versions, spread)
        for _ in check_checkpoints(bundle, versions[-1][0], board.log):
            pass
    except VerificationError as error:
        raise click.ClickException(str(error)) from None
    return board


def _mix_style(
    bundle: FolderBundle, folder: Path, board: CheckedBoard, style: BallotStyle, mixer: str, spread: Spread
) -> int:
    """Check the rounds that are there and add those that are next and this mixer's; return how many were added."""
    table, added, names = board.box.final_table(style), 0, bundle.names()
    for number, whose in enumerate(board.closing.manifest.mixers, 1):
        step = MixStep(style, number, whose)
        if all(name in names for name in step.files):
            files = {name: bundle.read(name) for name in step.files}
            check_mix(board.closing, step, table, files, spread)
        elif whose == mixer:
            files = dict(run_mix(board.closing, step, table, spread))
            for name, content in files.items():
                # Half a round, left by a run that was cut off, is worth nothing: nobody else has built on it.
                (folder / name).unlink(missing_ok=True)
                write_new(folder / name, content)
            click.echo(f"{style.id}: round {number} shuffled and proved")
            added += 1
        else:
            break
        table = files[step.files[0]]
    return added


def _finish_mixing(bundle: FolderBundle, board: CheckedBoard, step: OpenStep, spread: Spread) -> bytes:
    rounds = check_mixing(bundle, board, step.style, spread)
    while True:
        try:
            click.echo(next(rounds))
        except StopIteration as end:
            table: bytes = end.value
            return table
        except VerificationError as error:
            raise click.ClickException(str(error)) from None


def _find_share(manifest: Manifest, secret: int) -> tuple[int, int]:
    election_key, key = manifest.ceremony.election_key, multiply_base(secret)
    for trustee, card in enumerate(election_key.roster.cards, 1):
        if card.key == key:
            try:
                return trustee, take_share(election_key, trustee, secret)
            except BadShareError as error:
                raise click.ClickException(str(error)) from None
    raise click.ClickException("This key file belongs to no trustee of this election.")
