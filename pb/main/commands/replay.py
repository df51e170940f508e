"""``pb replay``: a real election through the whole house, over HTTP, and compared with its file."""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pb.kernel.clock import SystemClock
from pb.main.replay.comparison import Check
from pb.main.replay.plain_browser import PageError
from pb.main.replay.plan import ReplayError, ReplayPlan, plan_replay
from pb.main.replay.run import replay
from pb.main.replay.server import find_port
from pb.main.settings import Settings
from voting.core.pabulib import PbFormatError, parse_election


@click.command("replay")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--voters", type=click.IntRange(min=1), help="Only the first so many voters.")
@click.option("--database", help="An empty database to use and keep; a temporary SQLite file otherwise.")
@click.option(
    "--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="PostgreSQL only."
)
@click.option(
    "--bundle",
    type=click.Path(path_type=Path),
    help="A new folder for the published bundle; check it with pb verify.",
)
def replay_command(
    file: Path, voters: int | None, database: str | None, processes: int, bundle: Path | None
) -> None:
    """Run the election in FILE (.pb) end to end over HTTP, sealed, and compare the result with the file."""
    console = Console()
    # The calendar's moves belong in a server's log; here the bars tell how far the replay has come.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        plan = plan_replay(parse_election(file.read_bytes()), SystemClock().now(), voters)
    except (PbFormatError, ReplayError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    with tempfile.TemporaryDirectory(prefix="pb-replay-") as folder:
        try:
            checks = _run(plan, Path(folder), database, processes, bundle, console)
        except (ReplayError, PageError) as error:
            raise click.ClickException(str(error)) from None
    show_checks(checks, console)
    if not all(check.holds for check in checks):
        raise SystemExit(1)


def _run(
    plan: ReplayPlan,
    folder: Path,
    database: str | None,
    processes: int,
    bundle: Path | None,
    console: Console,
) -> tuple[Check, ...]:
    port = find_port()
    settings = replace(
        Settings(),
        database_url=database or f"sqlite:///{folder / 'pb.sqlite3'}",
        secret_file=str(folder / "secret.key"),
        public_url=f"http://127.0.0.1:{port}",
        scheduler_seconds=1,
    )
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:

        def step(name: str, length: int) -> Callable[[], None]:
            task = bars.add_task(name, total=length)
            return lambda: bars.advance(task)

        return replay(settings, plan, port, folder / "server.log", processes, step, bundle)


def show_checks(checks: tuple[Check, ...], console: Console) -> None:
    """Print each comparison on a line of its own."""
    table = Table("", "In the file", "In the result", "", box=None, pad_edge=False)
    for check in checks:
        table.add_row(
            check.what, check.expected, check.found, "equal" if check.holds else "[bold red]DIFFERENT[/]"
        )
    console.print(table)
    equal = all(check.holds for check in checks)
    console.print("[bold]Totals equal.[/bold]" if equal else "[bold red]The result differs from the file.[/]")
