"""``pb roll``: the electoral roll's command, joined to this installation's database and secret."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import click

from pb.main.installation import NotMigratedError, install
from pb.main.settings import read_secret, read_settings
from voting.cli.roll import make_roll_command
from voting.roll_desk import RollDesk


@contextmanager
def open_desk() -> Iterator[RollDesk]:
    """Open the installation of the environment and close it again."""
    settings = read_settings()
    with install(settings) as installation:
        try:
            installation.require_migrated()
        except NotMigratedError as error:
            raise click.ClickException(str(error)) from None
        zone = ZoneInfo(settings.time_zone)
        yield RollDesk(installation.database, read_secret(settings), installation.clock, zone)


roll_command = make_roll_command(open_desk)
