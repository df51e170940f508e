"""Whether the claims of an ID token may be believed (OpenID Connect Core 1.0, section 3.1.3.7).

The signature has been checked before. Nothing is believed in part: the first fault refuses the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import TypeGuard

DRIFT = timedelta(seconds=30)
"""How far two clocks may stand apart."""

FRESH = timedelta(minutes=10)
"""How long after its making a token may come in; it comes straight from the provider."""


class TokenFault(StrEnum):
    """Why a token is refused: stable codes for the log, which hold nothing of a person."""

    MALFORMED = "malformed"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    TOO_EARLY = "too-early"
    STALE = "stale"
    NONCE = "nonce"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token has to say. `levels`: the identification levels (acr) that are enough; empty asks for none."""

    issuer: str
    client_id: str
    nonce: str
    levels: tuple[str, ...] = ()


def find_token_fault(claims: Mapping[str, object], expected: Expected, now: datetime) -> TokenFault | None:
    """Return the first reason not to believe the claims, or None."""
    if claims.get("iss") != expected.issuer:
        return TokenFault.ISSUER
    if not _is_for(claims, expected.client_id):
        return TokenFault.AUDIENCE
    late = _find_time_fault(claims, now)
    if late is not None:
        return late
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not compare_digest(nonce.encode(), expected.nonce.encode()):
        return TokenFault.NONCE
    if expected.levels and claims.get("acr") not in expected.levels:
        return TokenFault.LEVEL
    return None


def _is_for(claims: Mapping[str, object], client_id: str) -> bool:
    """Whether we are the only audience; a token that serves others too could be passed on by them."""
    return claims.get("aud") in (client_id, [client_id]) and claims.get("azp", client_id) == client_id


def _find_time_fault(claims: Mapping[str, object], now: datetime) -> TokenFault | None:
    expires, issued, begins = (claims.get(name) for name in ("exp", "iat", "nbf"))
    if not _is_moment(expires) or not _is_moment(issued) or not (begins is None or _is_moment(begins)):
        return TokenFault.MALFORMED
    moment, drift = now.timestamp(), DRIFT.total_seconds()
    if moment - drift >= expires:
        return TokenFault.EXPIRED
    if issued > moment + drift or (begins is not None and begins > moment + drift):
        return TokenFault.TOO_EARLY
    if issued < moment - drift - FRESH.total_seconds():
        return TokenFault.STALE
    return None


def _is_moment(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
