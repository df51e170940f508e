"""``pb roll``: take an electoral roll in from a file, and write the voting codes to another.

The file for the codes is made before anything is taken in, readable by its owner only, and never written over: codes
exist nowhere else. If anything fails, the roll is as it was and the file is gone.
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pb.engine.acts import Actor
from pb.kernel.errors import DomainError
from pb.kernel.ids import AccountId, CycleId
from voting.core.code_file import write_codes
from voting.core.roll_file import RollFault
from voting.roll_import import IssuedCode, RollDesk, RollFaultsError, add_lines, check_roll

OPERATOR = Actor(AccountId("operator"), "pb roll")
"""Who the journal names: the command runs for whoever may use the server's shell."""

MOST_FAULTS = 50

OpenDesk = Callable[[], AbstractContextManager[RollDesk]]


def make_roll_command(open_desk: OpenDesk) -> click.Command:
    """Return the command. ``open_desk`` opens the installation whose roll it is."""

    @click.command("roll")
    @click.argument("cycle")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option(
        "--codes",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Where to write the voting codes; a new file. Without it the file is only checked.",
    )
    def roll_command(cycle: str, file: Path, codes: Path | None) -> None:
        """Take the electoral roll of CYCLE in from FILE (CSV, one resident a line: reference;area)."""
        with open_desk() as desk:
            try:
                _take_in(desk, CycleId(cycle), file.read_bytes(), codes)
            except RollFaultsError as error:
                raise click.ClickException(_list_faults(file, error.faults)) from None
            except DomainError as error:
                raise click.ClickException(str(error.message)) from None

    return roll_command


def _take_in(desk: RollDesk, cycle: CycleId, content: bytes, path: Path | None) -> None:
    lines = check_roll(desk, cycle, content)
    if path is None:
        click.echo(f"The file is sound: {len(lines)} residents. Nothing was taken in; --codes FILE does it.")
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.ClickException(f"{path} exists already, and codes are never written over.") from None
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        try:
            with _show_progress() as bar:
                task = bar.add_task("Making voting codes", total=len(lines))
                issued = add_lines(
                    desk, cycle, lines, OPERATOR, lambda done: bar.update(task, completed=done)
                )
        except BaseException:
            path.unlink()
            raise
        out.write(write_codes(issued))
    click.echo(_sum_up(issued, path))


def _sum_up(issued: tuple[IssuedCode, ...], path: Path) -> str:
    return f"On the roll: {len(issued)} residents more. Their codes are in {path}, and nowhere else."


def _list_faults(file: Path, faults: tuple[RollFault, ...]) -> str:
    shown = [f"  line {fault.line}: {fault.reason}" for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        shown.append(f"  and {len(faults) - MOST_FAULTS} lines more")
    return "\n".join([f"{file} was not taken in.", *shown])


def _show_progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
