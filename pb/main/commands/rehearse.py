"""``pb rehearse``: the rehearsal's command, joined to this installation's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pb.engine.acts import Actor
from pb.kernel.ids import AccountId
from pb.main.installation import NotMigratedError, install
from pb.main.settings import read_settings
from pb.web.resources import resource
from voting.cli.rehearse import make_rehearse_command
from voting.rehearsals import RehearsalDesk

OPERATOR = Actor(AccountId("operator"), "pb rehearse")
"""Who the journal names: the command runs for whoever may use the server's shell."""


@contextmanager
def open_desk() -> Iterator[RehearsalDesk]:
    """Open the installation of the environment and close it again."""
    with install(read_settings()) as installation:
        try:
            installation.require_migrated()
        except NotMigratedError as error:
            raise click.ClickException(str(error)) from None
        yield RehearsalDesk(installation.database, installation.clock, OPERATOR)


def find_script() -> Path:
    """Return where the browser's sealing lies, whether set-up has made it or not."""
    return resource("static") / "vendor" / "seal.js"


rehearse_command = make_rehearse_command(open_desk, find_script)
