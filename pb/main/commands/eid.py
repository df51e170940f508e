"""``pb eid``: the keys an identification provider knows this installation by, and a trial of the connection."""

from datetime import UTC, datetime
from pathlib import Path

import click

from pb.main.identification import RETURN
from pb.main.settings import Settings, SettingsError, read_settings
from voting.identification.client_keys import add_generation, read_client_keys, write_client_keys
from voting.identification.configuration import read_configuration
from voting.identification.errors import ConfigurationError, ProviderDownError
from voting.identification.provider import Provider

KEYS = "/e-id/keys"


@click.group("eid")
def eid_command() -> None:
    """Strong identification: make keys, and try the connection to the provider."""


@eid_command.command("keys")
@click.option(
    "--from",
    "signs_from",
    type=click.DateTime(["%Y-%m-%dT%H:%M"]),
    help="When the new keys begin to sign, in UTC; at once when left out.",
)
def make_keys(signs_from: datetime | None) -> None:
    """Make keys, or add new ones beside those there are; restart the service to publish them."""
    path = Path(read_settings().eid_keys_file)
    try:
        keys = read_client_keys(path) if path.exists() else None
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from None
    begins = signs_from.replace(tzinfo=UTC) if signs_from else datetime.now(UTC)
    write_client_keys(path, add_generation(keys, begins))
    click.echo(f"{path}: new keys sign from {begins:%Y-%m-%d %H:%M} UTC.")


@eid_command.command("check")
def check_connection() -> None:
    """Read the configuration, ask the provider, and print what to register there."""
    settings = read_settings()
    for line in try_connection(settings):
        click.echo(line)


def try_connection(settings: Settings) -> tuple[str, ...]:
    """Return what was found, a line each. Raises ClickException with the first thing to mend."""
    if not settings.eid_file:
        raise click.ClickException("PB_EID_FILE is not set: nobody can identify electronically.")
    try:
        configuration = read_configuration(Path(settings.eid_file))
        keys = read_client_keys(Path(settings.eid_keys_file))
        provider = Provider(configuration)
        try:
            endpoints = provider.find_endpoints()
            found = len(list(provider.find_keys()))
        finally:
            provider.close()
    except (ConfigurationError, SettingsError) as error:
        raise click.ClickException(str(error)) from None
    except ProviderDownError as error:
        raise click.ClickException(
            f"The provider at {configuration.issuer} can't be used ({error.code})."
        ) from None
    address = settings.public_url.rstrip("/")
    return (
        f"Provider:               {configuration.issuer}",
        f"Residents are sent to:  {endpoints.authorization}",
        f"Keys it signs with:     {found}",
        f"Keys of ours:           {len(keys.generations)} pairs",
        f"Register there, as the return address:  {address}{RETURN}",
        f"Register there, as our public keys:     {address}{KEYS}",
    )
