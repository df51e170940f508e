"""What an identification tells of a person, as far as the roll needs it.

Providers name their claims differently, so an installation says which claim holds what. Whatever isn't named here is
never looked at: no name, no address, no subject identifier of the provider.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LONGEST = 64


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """The claims to look at for each thing, the first one present counts. The defaults are of Suomi.fi and the FTN."""

    identity_code: tuple[str, ...] = ("urn:oid:1.2.246.21", "ftn_hetu")
    birthdate: tuple[str, ...] = ("birthdate",)
    municipality: tuple[str, ...] = ("urn:oid:1.2.246.517.2002.2.18",)


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as identified, for the length of one request. Never stored, never logged: `repr` hides it.

    `code` is the personal identity code in capital letters; `municipality` a number as text.
    """

    code: str
    birthdate: date | None = None
    municipality: str | None = None

    def __repr__(self) -> str:
        """Return nothing of the person, since this may end up in a log."""
        return "Identity(hidden)"


def read_identity(claims: Mapping[str, object], names: ClaimNames) -> Identity | None:
    """Return who is identified; None when the claims hold no identity code, as for people from abroad."""
    code = _find_text(claims, names.identity_code)
    if code is None:
        return None
    return Identity(
        code.upper(), _read_date(_find_text(claims, names.birthdate)), _find_text(claims, names.municipality)
    )


def _find_text(claims: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and value.strip() and len(value) <= LONGEST:
            return value.strip()
    return None


def _read_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
