"""``pb bundle``: write the published bundle of a round into a folder, for `pb verify` and for keeping."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click

from pb.kernel.errors import DomainError
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from voting.bundles import write_bundle

OpenDatabase = Callable[[], AbstractContextManager[Database]]


def make_bundle_command(open_database: OpenDatabase) -> click.Command:
    """Return the command. ``open_database`` opens the installation's database."""

    @click.command("bundle")
    @click.argument("cycle")
    @click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
    def bundle_command(cycle: str, folder: Path) -> None:
        """Write the published bundle of CYCLE into FOLDER, which is new or empty."""
        with open_database() as database:
            try:
                with database.read() as work:
                    work.read_cycle(CycleId(cycle))
                count = write_bundle(database, CycleId(cycle), folder)
            except DomainError as error:
                raise click.ClickException(str(error)) from None
            except FileExistsError:
                raise click.ClickException(f"{folder} isn't empty; nothing was written.") from None
        click.echo(f"{count} files are in {folder}. Check them with: pb verify {folder}")

    return bundle_command
