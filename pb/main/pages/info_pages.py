"""What residents may want to know before they act: how it works, rules, accessibility, privacy, contact.

Each page is prose in three languages, so each language has a template of its own; a page must say the same in all of
them, and nothing that the service doesn't do. Whatever a city differs in comes from its settings.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from pb.kernel.language import Language
from pb.main.settings import Settings
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.maps import read_tiles
from pb.web.pages import page

PAGES = ("how", "rules", "accessibility", "privacy", "contact", "api")
ASSESSED = date(2026, 11, 24)
"""When the accessibility statement was drawn up. The Finnish act 306/2019 wants this on the page."""


@dataclass(frozen=True, slots=True)
class Service:
    """How to reach the people behind the service, and who supervises its accessibility."""

    contact_email: str
    contact_phone: str
    supervisor: str
    map_server: str
    """Whose pictures maps lie on; empty where there are none."""

    @property
    def phone_digits(self) -> str:
        """The number as a ``tel:`` address takes it (RFC 3966): no spaces."""
        return "".join(self.contact_phone.split())


def describe_service(settings: Settings) -> Service:
    """Return the contacts that an installation's settings name."""
    tiles = read_tiles(settings.tiles, settings.tiles_credit)
    return Service(
        settings.contact_email,
        settings.contact_phone,
        settings.accessibility_supervisor,
        urlsplit(tiles.origin).netloc if tiles else "",
    )


def _make_handler(name: str) -> HTTPRouteHandler:
    @get(f"/{name}", name=f"info-{name}", access=PUBLIC, sync_to_thread=True)
    def show_page(
        request: WebRequest, language: NamedDependency[Language], settings: NamedDependency[Settings]
    ) -> Response[str]:
        """Show the page in the reader's language."""
        return page(
            request, f"info/{name}.{language}.html", service=describe_service(settings), assessed=ASSESSED
        )

    return show_page


HANDLERS = tuple(_make_handler(name) for name in PAGES)
