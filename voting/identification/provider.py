"""Talking to the provider: only to where it is configured, within seconds, and never without an end.

A provider that is down must not hold the server: few requests go at once, each has a deadline and a largest size, and
after a failure nobody asks again for a while.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from typing import cast
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from voting.identification.configuration import Configuration, Endpoints, is_safe_address
from voting.identification.errors import ProviderDownError

WELL_KNOWN = "/.well-known/openid-configuration"
SECONDS = 4.0
LARGEST = 256 * 1024
AT_ONCE = 4
KEEP_SECONDS = 3600.0
REST_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Kept:
    """Something fetched, and until when it holds (monotonic seconds)."""

    value: object
    until: float


class Provider:
    """The provider of one installation, shared by all its threads."""

    def __init__(self, configuration: Configuration, transport: httpx.BaseTransport | None = None) -> None:
        """Prepare; nothing is fetched yet. ``transport`` stands in for the network."""
        self._configuration = configuration
        self._client = httpx.Client(timeout=SECONDS, follow_redirects=False, transport=transport)
        self._places = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()
        self._endpoints: Kept | None = None
        self._keys: Kept | None = None
        self._rest_until = 0.0

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def find_endpoints(self) -> Endpoints:
        """Return where the provider is reached. Raises ProviderDownError."""
        if self._configuration.endpoints is not None:
            return self._configuration.endpoints
        kept = self._endpoints
        if kept is None or kept.until <= time.monotonic():
            issuer = self._configuration.issuer
            found = self._fetch("GET", issuer.rstrip("/") + WELL_KNOWN)
            kept = self._endpoints = Kept(read_endpoints(found, issuer), time.monotonic() + KEEP_SECONDS)
        return cast(Endpoints, kept.value)

    def find_keys(self, *, anew: bool = False) -> KeySet:
        """Return the keys the provider signs with; ``anew`` after it has signed with one we don't know."""
        kept = self._keys
        now = time.monotonic()
        # However many tokens name unknown keys, the provider is asked anew at most this often.
        may_renew = kept is None or kept.until - KEEP_SECONDS + REST_SECONDS <= now
        if kept is None or kept.until <= now or (anew and may_renew):
            found = self._fetch("GET", self.find_endpoints().keys)
            try:
                keys = KeySet.import_key_set(cast(KeySetSerialization, found))
            except (JoseError, KeyError, TypeError, ValueError):
                raise ProviderDownError("keys-malformed") from None
            kept = self._keys = Kept(keys, now + KEEP_SECONDS)
        return cast(KeySet, kept.value)

    def redeem(self, fields: Mapping[str, str]) -> Mapping[str, object]:
        """Send fields to the token endpoint and return what it answers, refusals included."""
        return self._fetch("POST", self.find_endpoints().token, fields)

    def _fetch(
        self, method: str, address: str, fields: Mapping[str, str] | None = None
    ) -> Mapping[str, object]:
        if time.monotonic() < self._rest_until:
            raise ProviderDownError("resting")
        if not self._places.acquire(timeout=1):
            raise ProviderDownError("crowded")
        try:
            return self._ask(method, address, fields)
        except (httpx.HTTPError, TimeoutError):
            with self._lock:
                self._rest_until = time.monotonic() + REST_SECONDS
            raise ProviderDownError("unreachable") from None
        finally:
            self._places.release()

    def _ask(self, method: str, address: str, fields: Mapping[str, str] | None) -> Mapping[str, object]:
        deadline = time.monotonic() + SECONDS
        headers = {"accept": "application/json"}
        with self._client.stream(method, address, data=dict(fields or {}), headers=headers) as answer:
            if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise TimeoutError
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > LARGEST or time.monotonic() > deadline:
                    raise TimeoutError
        try:
            found = json.loads(body)
        except ValueError:
            raise ProviderDownError("answer-malformed") from None
        if not isinstance(found, dict):
            raise ProviderDownError("answer-malformed")
        return found


def read_endpoints(found: Mapping[str, object], issuer: str) -> Endpoints:
    """Return the endpoints of a discovery document. Raises ProviderDownError for one that is not the issuer's own."""
    if found.get("issuer") != issuer:
        raise ProviderDownError("discovery-of-another-issuer")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint")
    addresses = [found.get(name, "" if name == "end_session_endpoint" else None) for name in names]
    for address in addresses:
        if not isinstance(address, str) or (address and not _lies_with(address, issuer)):
            raise ProviderDownError("discovery-names-another-host")
    names_itself = found.get("authorization_response_iss_parameter_supported") is True
    authorization, token, keys, end_session = cast(list[str], addresses)
    return Endpoints(authorization, token, keys, end_session, names_itself)


def _lies_with(address: str, issuer: str) -> bool:
    here, there = urlsplit(address), urlsplit(issuer)
    return is_safe_address(address) and (here.scheme, here.netloc) == (there.scheme, there.netloc)
