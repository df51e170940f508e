"""Everything the pages share, made once at start and handed in; nothing here changes afterwards."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment
from litestar import Request

from pb.kernel.clock import Clock
from pb.kernel.language import Language, LocalizedText
from pb.storage.database import Database
from pb.web.assets import Assets
from pb.web.maps import Tiles
from pb.web.resources import catalogues, resource
from pb.web.templates import make_environments
from pb.web.translation import Translations

MoreContext = Callable[[Request[Any, Any, Any]], Mapping[str, object]]


def no_more_context(_request: Request[Any, Any, Any]) -> Mapping[str, object]:
    """Add nothing to the context of a page."""
    return {}


@dataclass(frozen=True, slots=True)
class Toolkit:
    """The parts of the web toolkit. Get one from `make_toolkit`."""

    database: Database
    clock: Clock
    secret: bytes
    public_url: str
    service_name: LocalizedText
    zone: ZoneInfo
    currency: str
    assets: Assets
    translations: Translations
    environments: Mapping[Language, Environment]
    more_context: MoreContext = no_more_context
    sends_mail: bool = False
    """Whether a mail server takes our letters; without one they wait in the outbox."""
    tiles: Tiles | None = None
    """What maps are drawn on; without it, the areas alone."""

    @property
    def is_secure(self) -> bool:
        """Whether the service is reached by HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def origin(self) -> str:
        """The origin of our own pages, as browsers send it."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def session_cookie(self) -> str:
        """The session cookie's name. Its prefix makes browsers refuse one planted by a neighbouring host."""
        return "__Host-pb" if self.is_secure else "pb"

    @property
    def form_cookie(self) -> str:
        """The name of the cookie that form tokens of visitors without a session are bound to."""
        return "__Host-pb-form" if self.is_secure else "pb-form"

    def sign(self, purpose: str, text: str) -> str:
        """Return a code (64 hexadecimal digits) only this server can make for ``text``, for one purpose."""
        return sign(self.secret, purpose, text)


def sign(secret: bytes, purpose: str, text: str) -> str:
    """Return a code (64 hexadecimal digits) that only who holds ``secret`` can make: HMAC-SHA-256."""
    return hmac.digest(secret, f"{purpose}\0{text}".encode(), "sha256").hex()


def make_toolkit(
    database: Database,
    clock: Clock,
    secret: bytes,
    public_url: str,
    service_name: LocalizedText,
    zone: ZoneInfo,
    currency: str = "EUR",
    more_templates: tuple[Path, ...] = (),
    more_context: MoreContext = no_more_context,
    *,
    sends_mail: bool = False,
    tiles: Tiles | None = None,
) -> Toolkit:
    """Read templates, static files and catalogues.

    ``secret``: at least 32 random bytes that stay the same. ``more_templates``: folders searched first.
    ``more_context``: what every page gets besides, such as the navigation.
    """
    if len(secret) < 32:
        raise ValueError("the server's secret needs at least 32 bytes")
    assets = Assets(resource("static"))
    translations = Translations(catalogues(), zone)
    folders = (*more_templates, resource("templates"))
    environments = make_environments(folders, assets, translations, service_name, zone, currency)
    return Toolkit(
        database,
        clock,
        secret,
        public_url.rstrip("/"),
        service_name,
        zone,
        currency,
        assets,
        translations,
        environments,
        more_context,
        sends_mail,
        tiles,
    )
