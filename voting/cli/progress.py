"""A progress bar for work in pieces, on standard error so that output can be kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from voting.core.mixing.spread import Spread
from voting.verify.cores import use_cores

cores_option = click.option(
    "--cores",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default=True,
    help="Processes to work with.",
)


@contextmanager
def show_work(cores: int, description: str) -> Iterator[Spread]:
    """Give a spread over the cores, with a bar that shows the work at hand."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(description, total=None)
        with use_cores(cores, lambda done, total: bar.update(task, completed=done, total=total)) as spread:
            yield spread
