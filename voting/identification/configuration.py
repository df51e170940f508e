"""How an installation is joined to an identification provider, read from one TOML file, strictly.

What the file doesn't say is discovered from the issuer. A provider's endpoints must lie where the issuer does, unless
the file itself names them: nobody but the operator decides where the server sends requests.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pb.kernel.plain import PlainFormError, read_plain
from voting.core.identification.identity import ClaimNames
from voting.identification.errors import ConfigurationError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a provider is reached, for those that publish no discovery document.

    `names_itself`: its answers carry the issuer (RFC 9207), so that one without it isn't the provider's.
    """

    authorization: str
    token: str
    keys: str
    end_session: str = ""
    names_itself: bool = False


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the file says. `audience` is what the provider wants named in the client's assertion."""

    issuer: str
    client_id: str
    scope: str = "openid"
    levels: tuple[str, ...] = ()
    prompt: str = "login"
    audience: Literal["issuer", "token-endpoint"] = "issuer"
    claims: ClaimNames = field(default_factory=ClaimNames)
    endpoints: Endpoints | None = None


def read_configuration(path: Path) -> Configuration:
    """Return the configuration in the file. Raises ConfigurationError naming what can't be right."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path} can't be read: {error.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path} is no TOML file: {error}.") from None
    try:
        found = read_plain(written, Configuration)
    except PlainFormError as error:
        raise ConfigurationError(f"{path}: {error}.") from None
    _check(path, found)
    return found


def is_safe_address(address: str) -> bool:
    """Whether requests may go there: HTTPS, or this machine itself for trying things out."""
    parts = urlsplit(address)
    is_known = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return is_known and bool(parts.hostname) and not parts.username and not parts.fragment


def _check(path: Path, found: Configuration) -> None:
    named = {"issuer": found.issuer}
    if found.endpoints is not None:
        ends = found.endpoints
        named |= {
            "endpoints.authorization": ends.authorization,
            "endpoints.token": ends.token,
            "endpoints.keys": ends.keys,
        }
        if ends.end_session:
            named["endpoints.end_session"] = ends.end_session
    for name, address in named.items():
        if not is_safe_address(address):
            raise ConfigurationError(f"{path}: {name} has to be an https address, not {address!r}.")
    if not found.client_id:
        raise ConfigurationError(f"{path}: client_id is empty. The provider gives it.")
    if "openid" not in found.scope.split():
        raise ConfigurationError(f"{path}: scope has to hold the word openid.")
    if not found.claims.identity_code:
        raise ConfigurationError(f"{path}: claims.identity_code names no claim.")
