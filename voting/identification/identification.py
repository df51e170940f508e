"""The two halves of an identification: sending a resident to the provider, and taking what comes back.

Authorization code flow with PKCE (RFC 7636). The request travels as a signed object (RFC 9101), the client proves
itself by a signed assertion (RFC 7523), the ID token is signed by the provider and sealed to us (RFC 7516). An attempt
belongs to one browser session and is used once. Nothing of the answer is stored or logged.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe
from urllib.parse import urlencode

from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySetSerialization

from pb.kernel.language import Language
from voting.core.identification.id_token import Expected, find_token_fault
from voting.core.identification.identity import Identity, read_identity
from voting.identification.client_keys import SIGNING, ClientKeys
from voting.identification.configuration import Configuration
from voting.identification.errors import NotBelievedError, ProviderDownError
from voting.identification.provider import Provider

LASTS = timedelta(minutes=15)
"""How long a resident may take at the provider."""

REQUEST_LASTS = timedelta(minutes=2)
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""What a provider may sign with. Never ``none``, never a shared secret."""

SEALED_KEY = ("RSA-OAEP", "RSA-OAEP-256")
SEALED_BODY = ("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512")
_SEAL = jwe.JWERegistry(algorithms=(*SEALED_KEY, *SEALED_BODY), strict_check_header=False)
"""Providers may repeat claims in the header (RFC 7519, 5.3); nothing is read from there."""

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One resident on the way to the provider and back: what only their session knows."""

    cycle: str
    language: Language
    state: str
    nonce: str
    verifier: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser brings back in the address; each part may be missing."""

    state: str = ""
    code: str = ""
    issuer: str = ""


class Identification:
    """The identification of one installation."""

    def __init__(
        self, configuration: Configuration, keys: ClientKeys, provider: Provider, return_to: str
    ) -> None:
        """Join a configuration to its keys. ``return_to`` is the address the provider sends residents back to."""
        self._configuration = configuration
        self._keys = keys
        self._provider = provider
        self._return_to = return_to

    @property
    def published_keys(self) -> KeySetSerialization:
        """The public keys the provider knows us by."""
        return self._keys.publish()

    def close(self) -> None:
        """Close the connections to the provider."""
        self._provider.close()

    def begin(self, cycle: str, language: Language, now: datetime) -> tuple[Attempt, str]:
        """Return an attempt to keep in the session, and the address to send the browser to. Raises ProviderDownError."""
        attempt = Attempt(
            cycle, language, token_urlsafe(24), token_urlsafe(24), token_urlsafe(48), now + LASTS
        )
        wish = {
            "client_id": self._configuration.client_id,
            "response_type": "code",
            "scope": self._configuration.scope,
        }
        request = self._sign({**wish, **self._describe(attempt)}, now, "oauth-authz-req+jwt")
        endpoint = self._provider.find_endpoints().authorization
        mark = "&" if "?" in endpoint else "?"
        return attempt, f"{endpoint}{mark}{urlencode({**wish, 'request': request})}"

    def finish(self, attempt: Attempt, answer: Answer, now: datetime) -> Identity | None:
        """Return who came back; None when the provider tells no identity code.

        Raises NotBelievedError for anything that doesn't fit the attempt, ProviderDownError when the provider fails.
        """
        if now >= attempt.until:
            raise NotBelievedError("attempt-over")
        if not compare_digest(answer.state.encode(), attempt.state.encode()):
            raise NotBelievedError("state")
        must_name = bool(answer.issuer) or self._provider.find_endpoints().names_itself
        if must_name and answer.issuer != self._configuration.issuer:
            raise NotBelievedError("answer-of-another-issuer")
        if not answer.code:
            raise NotBelievedError("no-code")
        claims = self._open(self._redeem(attempt, answer.code, now))
        expected = Expected(
            self._configuration.issuer,
            self._configuration.client_id,
            attempt.nonce,
            self._configuration.levels,
        )
        fault = find_token_fault(claims, expected, now)
        if fault is not None:
            raise NotBelievedError(f"token-{fault}")
        return read_identity(claims, self._configuration.claims)

    def _describe(self, attempt: Attempt) -> Mapping[str, str]:
        digest = hashlib.sha256(attempt.verifier.encode()).digest()
        wish = {
            "redirect_uri": self._return_to,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            "ui_locales": attempt.language.value,
        }
        if self._configuration.prompt:
            wish["prompt"] = self._configuration.prompt
        if self._configuration.levels:
            wish["acr_values"] = " ".join(self._configuration.levels)
        return wish

    def _redeem(self, attempt: Attempt, code: str, now: datetime) -> str:
        configuration = self._configuration
        is_issuer = configuration.audience == "issuer"
        audience = configuration.issuer if is_issuer else self._provider.find_endpoints().token
        assertion = self._sign({"sub": configuration.client_id}, now, "JWT", audience)
        found = self._provider.redeem(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self._return_to,
                "client_id": configuration.client_id,
                "code_verifier": attempt.verifier,
                "client_assertion_type": ASSERTION,
                "client_assertion": assertion,
            }
        )
        token = found.get("id_token")
        if isinstance(token, str):
            return token
        # A code that was used, or of somebody else, is the browser's fault; refusing us is the operator's.
        if found.get("error") == "invalid_grant":
            raise NotBelievedError("code-refused")
        raise ProviderDownError("no-token")

    def _open(self, token: str) -> Mapping[str, object]:
        """Unseal the token and check the provider's signature inside. A token that isn't sealed is refused."""
        signed = self._unseal(token)
        for anew in (False, True):
            try:
                return jwt.decode(signed, self._provider.find_keys(anew=anew), SIGNED).claims
            except (JoseError, ValueError):
                continue
        raise NotBelievedError("token-signature")

    def _unseal(self, token: str) -> bytes:
        for key in self._keys.sealing:
            try:
                return jwe.decrypt_compact(token, key, registry=_SEAL).plaintext or b""
            except (JoseError, ValueError):
                continue
        raise NotBelievedError("token-not-sealed-to-us")

    def _sign(self, claims: Mapping[str, str], now: datetime, kind: str, audience: str | None = None) -> str:
        key = self._keys.pick_signing(now)
        moment = int(now.timestamp())
        client_id = self._configuration.client_id
        whole = {
            **claims,
            "iss": client_id,
            "aud": audience or self._configuration.issuer,
            "iat": moment,
            "nbf": moment,
            "exp": moment + int(REQUEST_LASTS.total_seconds()),
            "jti": token_urlsafe(16),
        }
        return jwt.encode({"alg": SIGNING, "kid": key.kid, "typ": kind}, whole, key, [SIGNING])
