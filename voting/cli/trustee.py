"""`pb trustee`: what a trustee runs, on a machine of their own and without any network. All traffic is files.

Before the vote: join, share, confirm; the election office puts files together in between (roster, finish). After the
close: mix and open. Every command checks what it was given before it makes anything from it.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from pb.kernel.canonical import JSON
from voting.cli.files import read_json, write_json
from voting.cli.key_file import LEAST_LETTERS, read_key_file, write_key_file
from voting.cli.trustee_tally import mix_command, open_command
from voting.core.encryption.group import draw_scalar, multiply_base
from voting.core.reading import FormatError
from voting.core.receipt import make_receipt_code
from voting.core.trustees.complaint import judge_complaint, make_complaint, read_complaint
from voting.core.trustees.deal import make_deal, read_deal
from voting.core.trustees.election_key import (
    BadShareError,
    Ceremony,
    ElectionKey,
    confirm,
    read_ceremony,
    read_election_key,
    take_share,
)
from voting.core.trustees.roster import Roster, make_card, read_card, read_roster

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(path_type=Path)
_key_option = click.option("--key", "key_path", type=_IN, required=True, help="Your key file.")
_out_option = click.option("--out", type=_OUT, required=True, help="The file to write.")


class _FormatGroup(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        """Turn every fault of a file into one line."""
        try:
            return super().invoke(ctx)
        except FormatError as error:
            raise click.ClickException(str(error)) from None


@click.group("trustee", cls=_FormatGroup)
def trustee_command() -> None:
    """Make the key of an election together, and open its box together."""


trustee_command.add_command(mix_command)
trustee_command.add_command(open_command)


@trustee_command.command("join")
@click.argument("name")
@click.option(
    "--key",
    "key_path",
    type=_OUT,
    required=True,
    help="Where your key file goes. Keep it; show it to nobody.",
)
@click.option(
    "--card", type=_OUT, required=True, help="Where your card goes. Send it to the election office."
)
def join(name: str, key_path: Path, card: Path) -> None:
    """Make a key file and a card for NAME, the body or person you are trustee for."""
    passphrase: str = click.prompt(
        "A passphrase for your key file", hide_input=True, confirmation_prompt=True
    )
    if len(passphrase) < LEAST_LETTERS:
        raise click.ClickException(f"A passphrase has at least {LEAST_LETTERS} letters; some words are good.")
    secret = draw_scalar()
    write_key_file(key_path, name, secret, passphrase)
    write_json(card, make_card(name, secret).to_plain())
    click.echo(f"Your card is {card}. Your key file is {key_path}: back it up, together with the passphrase.")


@trustee_command.command("roster")
@click.argument("cards", nargs=-1, required=True, type=_IN)
@click.option("--election", required=True, help="The election's name, as it will stand in the manifest.")
@click.option("--threshold", type=click.IntRange(1), required=True, help="How many trustees open the box.")
@_out_option
def make_roster(cards: tuple[Path, ...], election: str, threshold: int, out: Path) -> None:
    """Put the trustees' CARDS together, in the order given."""
    try:
        roster = Roster(election, threshold, tuple(read_card(read_json(path), str(path)) for path in cards))
    except FormatError:
        raise
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    write_json(out, roster.to_plain())
    _show_roster(roster)


@trustee_command.command("share")
@click.argument("roster_path", metavar="ROSTER", type=_IN)
@_key_option
@_out_option
def share(roster_path: Path, key_path: Path, out: Path) -> None:
    """Deal your part of the key to all trustees on ROSTER."""
    roster = _read_roster(roster_path)
    _show_roster(roster)
    click.confirm("Do all trustees read the same code?", abort=True)
    secret = _ask_key(key_path)
    write_json(out, make_deal(roster, _find_index(roster, secret), secret).to_plain())
    click.echo(f"Send {out} to the election office.")


@trustee_command.command("confirm")
@click.argument("roster_path", metavar="ROSTER", type=_IN)
@click.argument("deals", nargs=-1, required=True, type=_IN)
@_key_option
@_out_option
def confirm_deals(roster_path: Path, deals: tuple[Path, ...], key_path: Path, out: Path) -> None:
    """Check the DEALS of all trustees, in the roster's order, and confirm that you hold a share.

    When a share is wrong, a complaint is written in place of the confirmation; it uncovers that share.
    """
    roster = _read_roster(roster_path)
    election_key = _read_deals(roster, deals)
    secret = _ask_key(key_path)
    index = _find_index(roster, secret)
    try:
        take_share(election_key, index, secret)
    except BadShareError as error:
        complaint = make_complaint(roster, election_key.deals[error.dealer - 1], index, secret)
        write_json(out, complaint.to_plain())
        name = roster.card_of(error.dealer).name
        raise click.ClickException(
            f"The share from {name} is wrong. {out} is a complaint: send it to all."
        ) from None
    write_json(out, confirm(election_key, index, secret).to_plain())
    click.echo(f"Everything fits. The key's code is {make_receipt_code(election_key.digest())}. Send {out}.")


@trustee_command.command("judge")
@click.argument("roster_path", metavar="ROSTER", type=_IN)
@click.argument("deal", type=_IN)
@click.argument("complaint", type=_IN)
def judge(roster_path: Path, deal: Path, complaint: Path) -> None:
    """Say who is at fault in a COMPLAINT about a DEAL."""
    roster = _read_roster(roster_path)
    dealt = read_deal(read_json(deal), roster, str(deal))
    read = read_complaint(read_json(complaint), str(complaint))
    if read.dealer != dealt.dealer:
        raise click.ClickException(f"{complaint} is about another trustee's deal")
    guilty = judge_complaint(roster, dealt, read)
    click.echo(f"At fault: trustee {guilty}, {roster.card_of(guilty).name}.")


@trustee_command.command("finish")
@click.argument("roster_path", metavar="ROSTER", type=_IN)
@click.option(
    "--deal", "deals", multiple=True, required=True, type=_IN, help="A deal; all of them, in order."
)
@click.option(
    "--confirmation", "confirmations", multiple=True, required=True, type=_IN, help="All of them, in order."
)
@_out_option
def finish(roster_path: Path, deals: tuple[Path, ...], confirmations: tuple[Path, ...], out: Path) -> None:
    """Put the finished ceremony together, for the manifest."""
    roster = _read_roster(roster_path)
    election_key = _read_deals(roster, deals)
    ceremony: dict[str, JSON] = {
        **Ceremony(election_key, ()).to_plain(),
        "confirmations": [read_json(path) for path in confirmations],
    }
    write_json(out, read_ceremony(ceremony, "ceremony").to_plain())
    click.echo(
        f"The key's code is {make_receipt_code(election_key.digest())}: every trustee was shown the same."
    )


def _read_roster(path: Path) -> Roster:
    return read_roster(read_json(path), str(path))


def _read_deals(roster: Roster, paths: Sequence[Path]) -> ElectionKey:
    return read_election_key(roster, [read_json(path) for path in paths], "deals")


def _ask_key(path: Path) -> int:
    return read_key_file(path, click.prompt("Passphrase", hide_input=True))


def _find_index(roster: Roster, secret: int) -> int:
    key = multiply_base(secret)
    for index, card in enumerate(roster.cards, 1):
        if card.key == key:
            return index
    raise click.ClickException("This key file belongs to no trustee on the roster.")


def _show_roster(roster: Roster) -> None:
    click.echo(f"{roster.election}: {roster.threshold} of {len(roster.cards)} trustees open the box.")
    for index, card in enumerate(roster.cards, 1):
        click.echo(f"  {index}. {card.name}")
    click.echo(f"The roster's code is {make_receipt_code(roster.digest())}: read it to each other.")
