"""``pb roll``: take an electoral roll in from a file; without ``--take-in`` only say what it would change.

If anything in the file is wrong, or anything fails, the roll is as it was. No line of the output repeats a cell.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pb.engine.acts import Actor
from pb.kernel.errors import DomainError
from pb.kernel.ids import AccountId, CycleId
from voting.core.roll_columns import ROLL_COLUMNS, Column, guess_columns, name_columns
from voting.core.roll_difference import RollDifference
from voting.core.roll_file import RollFault
from voting.roll_desk import RollDesk
from voting.roll_import import RollFaultsError, RollProposal, propose_roll, take_roll_in

OPERATOR = Actor(AccountId("operator"), "pb roll")
"""Who the journal names: the command runs for whoever may use the server's shell."""

MOST_FAULTS = 50

OpenDesk = Callable[[], AbstractContextManager[RollDesk]]


def make_roll_command(open_desk: OpenDesk) -> click.Command:
    """Return the command. ``open_desk`` opens the installation whose roll it is."""

    @click.command("roll")
    @click.argument("cycle")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--take-in", is_flag=True, help="Take the file in. Without it nothing is changed.")
    @click.option(
        "--more", is_flag=True, help="The file holds residents to add or change, not the whole roll."
    )
    @click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="WHAT=HEADING",
        help=f"Which column holds what, where the headings don't tell: {', '.join(ROLL_COLUMNS)}.",
    )
    def roll_command(cycle: str, file: Path, take_in: bool, more: bool, columns: tuple[str, ...]) -> None:
        """Read the electoral roll of CYCLE from FILE (XLSX or CSV) and say what it would change."""
        named = read_named_columns(columns)
        with open_desk() as desk:
            try:
                proposal = _propose(desk, CycleId(cycle), file, named, is_whole=not more)
                click.echo(_describe(proposal))
                if take_in:
                    take_roll_in(desk, CycleId(cycle), proposal.draft, OPERATOR)
            except RollFaultsError as error:
                raise click.ClickException(list_faults(file, error.faults)) from None
            except DomainError as error:
                raise click.ClickException(str(error.message)) from None
        click.echo("Taken in." if take_in else "Nothing was taken in; --take-in does it.")

    return roll_command


def read_named_columns(columns: Sequence[str]) -> Mapping[Column, str]:
    """Read ``WHAT=HEADING`` options. Raises click.BadParameter."""
    named: dict[Column, str] = {}
    for option in columns:
        what, _equals, heading = option.partition("=")
        if what not in list(Column) or not heading:
            raise click.BadParameter(f"{option}: write WHAT=HEADING, WHAT being one of {', '.join(Column)}.")
        named[Column(what)] = heading
    return named


def choose_columns(
    headings: Sequence[str], named: Mapping[Column, str], wanted: Sequence[Column]
) -> Mapping[Column, int]:
    """Return the columns named by an option, and the guessed ones for the rest."""
    return {**guess_columns(headings, wanted), **name_columns(headings, named)}


def list_faults(file: Path, faults: Sequence[RollFault]) -> str:
    """Return the faults as text, the first ones by their lines."""
    shown = [f"  line {fault.line}: {fault.reason}" for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        shown.append(f"  and {len(faults) - MOST_FAULTS} lines more")
    return "\n".join([f"{file} was not taken in.", *shown])


def show_progress() -> Progress:
    """Return bars on the error output, so that what is told can go to a file."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _propose(
    desk: RollDesk, cycle: CycleId, file: Path, named: Mapping[Column, str], *, is_whole: bool
) -> RollProposal:
    content = file.read_bytes()
    with show_progress() as bar:
        task = bar.add_task("Reading the roll", total=None)
        return propose_roll(
            desk,
            cycle,
            content,
            lambda headings: choose_columns(headings, named, ROLL_COLUMNS),
            is_whole=is_whole,
            progress=lambda done: bar.update(task, completed=done),
        )


def _describe(proposal: RollProposal) -> str:
    difference: RollDifference = proposal.difference
    columns = ", ".join(f"{column} = {proposal.heading[place]}" for column, place in proposal.columns.items())
    return "\n".join(
        [
            f"Columns:   {columns}",
            f"Added:     {len(difference.added)}",
            f"Changed:   {len(difference.changed)}, the area of {difference.moved} of them",
            f"Removed:   {len(difference.removed)}",
            f"Unchanged: {difference.unchanged}",
        ]
    )
