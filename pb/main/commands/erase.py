"""``pb erase``: what the calendar does by itself when the appeal period is over, done now and told in figures."""

import click

from pb.engine.acts import Actor
from pb.kernel.errors import DomainError
from pb.kernel.ids import AccountId, CycleId
from pb.main.commands.roll import open_desk
from voting.erasure import erase_identities

OPERATOR = Actor(AccountId("operator"), "pb erase")


@click.command("erase")
@click.argument("cycle")
def erase_command(cycle: str) -> None:
    """Erase identities, voting codes and the ties to ballots of CYCLE. The published bundle stays."""
    with open_desk() as desk, desk.database.write() as work:
        try:
            erasure = erase_identities(work, CycleId(cycle), OPERATOR, desk.clock.now())
        except DomainError as error:
            raise click.ClickException(str(error.message)) from None
        work.commit()
    click.echo(
        f"Erased: {erasure.identities} identities, {erasure.codes} codes, the voters of {erasure.marks} marks."
    )
    click.echo("The certificate is in the journal. Let backups from before this day expire.")
