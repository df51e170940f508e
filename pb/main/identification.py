"""Joins the installation to its identification provider, or tells at the start what keeps it from that."""

from pathlib import Path

from pb.main.settings import Settings, SettingsError
from voting.identification.client_keys import read_client_keys
from voting.identification.configuration import read_configuration
from voting.identification.errors import ConfigurationError
from voting.identification.identification import Identification
from voting.identification.provider import Provider

RETURN = "/e-id/return"
"""Where the provider sends residents back to; it has to be registered there with the public address in front."""


def make_identification(settings: Settings) -> Identification | None:
    """Return the identification, or None where none is set up. Raises SettingsError saying what to mend."""
    if not settings.eid_file:
        return None
    try:
        configuration = read_configuration(Path(settings.eid_file))
        keys = read_client_keys(Path(settings.eid_keys_file))
    except ConfigurationError as error:
        raise SettingsError(f"PB_EID_FILE: {error}") from None
    return Identification(
        configuration, keys, Provider(configuration), settings.public_url.rstrip("/") + RETURN
    )
