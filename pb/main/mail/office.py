"""An installation's post office: its server, its sender, and the kinds of letters its stages bring."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from pb.main.mail.postman import Office
from pb.main.mail.server import read_mail_server
from pb.main.settings import Settings
from pb.main.stages import PACKAGES
from pb.web.letters import Compose, Sender
from pb.web.toolkit import Toolkit


def open_office(toolkit: Toolkit, settings: Settings) -> Office:
    """Return the office of an installation that has a mail server."""
    kinds: Mapping[str, Compose] = {
        kind: word for package in PACKAGES for kind, word in package.letters.items()
    }
    domain = urlsplit(settings.public_url).hostname or "localhost"
    return Office(
        database=toolkit.database,
        clock=toolkit.clock,
        toolkit=toolkit,
        kinds=kinds,
        sender=Sender(settings.service_name, settings.contact_email, domain),
        server=read_mail_server(settings.smtp_url),
    )
