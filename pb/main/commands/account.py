"""``pb account``: the way in for the first administrator, and for any other member of staff."""

from collections.abc import Iterable
from datetime import timedelta

import click

from pb.kernel.errors import DomainError
from pb.main.installation import Installation, install
from pb.main.settings import read_settings
from pb.storage.unit_of_work import Work
from pb.web.accounts.opening import make_sign_in_link, open_account
from pb.web.roles import STAFF, Role

LINK_LASTS = timedelta(days=7)


@click.command("account")
@click.argument("sign_in_name")
@click.option("--name", required=True, help="The name colleagues see.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(sorted(STAFF)),
    help="A role; give the option once for each.",
)
@click.option("--unit", default="", help="The unit whose reviews the account does.")
def account_command(sign_in_name: str, name: str, roles: tuple[str, ...], unit: str) -> None:
    """Add a staff account called SIGN_IN_NAME and print its one-time sign-in link."""
    with install(read_settings()) as installation:
        try:
            with installation.database.write() as work:
                link = add_staff(installation, work, sign_in_name, name, map(Role, roles), unit)
                work.commit()
        except DomainError as error:
            raise click.ClickException(str(error)) from None
    click.echo(link)


def add_staff(
    installation: Installation,
    work: Work,
    sign_in_name: str,
    name: str,
    roles: Iterable[Role],
    unit: str = "",
) -> str:
    """Add an account and return the address of its one-time sign-in link, in Finnish; the caller commits.

    Raises ConflictError for a sign-in name that is taken.
    """
    now = installation.clock.now()
    account = open_account(work, sign_in_name, name, roles, now, unit=unit)
    secret = make_sign_in_link(work, account, now, LINK_LASTS)
    return f"{installation.settings.public_url.rstrip('/')}/fi/sign-in/link/{secret}"
