"""The settings of an installation, read once from the environment. Refuses doubtful values instead of guessing.

Every setting is described in docs/operating.md; a test fails when one is missing there.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pb.main.mail.server import read_mail_server
from pb.web.maps import read_tiles


class SettingsError(ValueError):
    """A setting can't be used; the text says which one and what it should be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how the service is reached. Each field is ``PB_`` and its name in capitals."""

    database_url: str = "sqlite:///var/pb.sqlite3"
    public_url: str = "http://127.0.0.1:8000"
    secret_file: str = "var/secret.key"  # noqa: S105  # a path, not a secret
    eid_file: str = ""
    eid_keys_file: str = "var/eid-keys.json"
    service_name: str = "Mallila"
    time_zone: str = "Europe/Helsinki"
    scheduler_seconds: int = 5
    contact_email: str = "osallisuus@mallila.example"
    contact_phone: str = "015 000 0000"
    smtp_url: str = ""
    tiles: str = ""
    tiles_credit: str = ""
    accessibility_supervisor: str = "Traficom"

    @property
    def is_https(self) -> bool:
        """Whether residents reach the service over TLS; then cookies are Secure and carry ``__Host-``."""
        return urlsplit(self.public_url).scheme == "https"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises SettingsError for a value that can't be right."""
    given: dict[str, str | int] = {}
    for field in fields(Settings):
        text = environment.get(f"PB_{field.name.upper()}", "").strip()
        if text:
            given[field.name] = _read_number(field.name, text) if field.type is int else text
    settings = Settings(**given)  # type: ignore[arg-type]  # each value has its field's type by the line above
    _check(settings)
    return settings


def write_settings(settings: Settings) -> dict[str, str]:
    """Return the environment that `read_settings` reads these settings from, for processes started by this one."""
    return {f"PB_{field.name.upper()}": str(getattr(settings, field.name)) for field in fields(settings)}


def read_secret(settings: Settings) -> bytes:
    """Return the installation's secret, making the file (readable by its owner only) the first time.

    Sessions depend on it, and so do the electoral rolls and the keys of the boards: it is kept as safe as the database,
    and apart from its backups. Raises SettingsError for a damaged file.
    """
    path = Path(settings.secret_file)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    text = path.read_text(encoding="ascii").strip()
    if len(text) != 64:
        raise SettingsError(
            f"PB_SECRET_FILE: {path} is damaged. Restore it from its backup: ballot boxes can't be closed without it."
        )
    return bytes.fromhex(text)


def _read_number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise SettingsError(f"PB_{name.upper()} is a whole number, not {text!r}.")
    return int(text)


def _check(settings: Settings) -> None:
    if not settings.database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise SettingsError("PB_DATABASE_URL starts with sqlite:/// or postgresql://.")
    parts = urlsplit(settings.public_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
        raise SettingsError("PB_PUBLIC_URL is an address without a path, such as https://osbu.example.")
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingsError(f"PB_TIME_ZONE names no time zone: {settings.time_zone!r}.") from None
    if settings.smtp_url:
        try:
            read_mail_server(settings.smtp_url)
        except ValueError:
            # The value itself may hold a password.
            raise SettingsError("PB_SMTP_URL is smtp://name:password@host:587 or smtps://host:465.") from None
    _check_tiles(settings)
    if not 1 <= settings.scheduler_seconds <= 3600:
        raise SettingsError("PB_SCHEDULER_SECONDS is between 1 and 3600.")


def _check_tiles(settings: Settings) -> None:
    try:
        tiles = read_tiles(settings.tiles, settings.tiles_credit)
    except ValueError:
        raise SettingsError(
            "PB_TILES is the address of a map server's pictures, such as https://tiles.example/{z}/{x}/{y}.png."
        ) from None
    if tiles and not tiles.credit:
        raise SettingsError("PB_TILES_CREDIT says who made the map of PB_TILES, as its licence asks.")
