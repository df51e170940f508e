"""``pb bundle``: the bundle's command, joined to this installation's database."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from pb.main.installation import NotMigratedError, install
from pb.main.settings import read_settings
from pb.storage.database import Database
from voting.cli.bundle import make_bundle_command


@contextmanager
def open_database() -> Iterator[Database]:
    """Open the installation of the environment and close it again."""
    with install(read_settings()) as installation:
        try:
            installation.require_migrated()
        except NotMigratedError as error:
            raise click.ClickException(str(error)) from None
        yield installation.database


bundle_command = make_bundle_command(open_database)
