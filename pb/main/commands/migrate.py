"""``pb migrate``: bring the database to the newest tables. A command, so that it happens once and knowingly."""

import click

from pb.main.installation import install
from pb.main.settings import read_settings


@click.command("migrate")
def migrate_command() -> None:
    """Bring the database to the newest tables."""
    with install(read_settings()) as installation:
        applied = installation.migrate()
    click.echo(f"Applied: {', '.join(applied)}" if applied else "The database is up to date.")
