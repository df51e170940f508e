"""``pb letters``: the letters' command, joined to this installation's database, secret and words."""

from collections.abc import Iterator
from contextlib import contextmanager

from pb.kernel.language import LocalizedText
from pb.main.commands.roll import open_desk
from pb.main.settings import read_settings
from pb.web.toolkit import make_toolkit
from voting.cli.letters import LetterOffice, make_letters_command


@contextmanager
def open_office() -> Iterator[LetterOffice]:
    """Open the installation of the environment and close it again."""
    settings = read_settings()
    name = LocalizedText(settings.service_name, settings.service_name, settings.service_name)
    with open_desk() as desk:
        toolkit = make_toolkit(desk.database, desk.clock, desk.secret, settings.public_url, name, desk.zone)
        yield LetterOffice(desk, toolkit, settings.contact_phone)


letters_command = make_letters_command(open_office)
