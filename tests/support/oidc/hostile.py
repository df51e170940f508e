"""A provider in the hands of an attacker, or on a bad day: hands out whatever token a test has made."""

import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwe, jws, jwt
from joserfc.jwk import KeySet, RSAKey

from tests.support.oidc.provider import CLIENT

Claims = dict[str, Any]


@dataclass
class HostileProvider:
    """What it answers with; a test changes it before it sends a resident back."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True))
    published: list[RSAKey] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    redeemed: list[dict[str, list[str]]] = field(default_factory=list)
    discovery: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    delay: float = 0

    def __post_init__(self) -> None:
        """Begin as an honest provider does."""
        self.published = [self.key]
        ends = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "jwks"}
        self.discovery = {"issuer": self.issuer, **{k: f"{self.issuer}/{v}" for k, v in ends.items()}}

    def answer(self, path: str, body: bytes) -> object:
        """Return what it says at a path."""
        time.sleep(self.delay)
        if path == "/jwks":
            return KeySet([*self.published]).as_dict(private=False)
        if path == "/token":
            sent = parse_qs(body.decode())
            self.redeemed.append(sent)
            token = self.tokens.pop(sent["code"][0], None)
            return (
                {"error": "invalid_grant"} if token is None else {"id_token": token, "token_type": "Bearer"}
            )
        return self.discovery


def make_claims(issuer: str, nonce: str, code: str, changes: Mapping[str, object]) -> Claims:
    """Return the claims of an honest token for the person with a personal identity code, then changed."""
    now = int(time.time())
    honest = {
        "iss": issuer, "aud": CLIENT, "sub": "p", "nonce": nonce, "iat": now, "exp": now + 60, "ftn_hetu": code,
    }  # fmt: skip
    return {name: value for name, value in {**honest, **changes}.items() if value is not None}


def sign(claims: Claims, key: RSAKey, algorithm: str = "RS256") -> str:
    """Return a signed token."""
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, [algorithm])


def leave_unsigned(claims: Claims) -> str:
    """Return a token with the algorithm ``none``."""
    return f"{_write({'alg': 'none'})}.{_write(claims)}."


def sign_with_public_key(claims: Claims, key: RSAKey) -> str:
    """Return a token whose secret is the public key, for a verifier that takes any algorithm."""
    signed = f"{_write({'alg': 'HS256', 'kid': key.kid})}.{_write(claims)}"
    code = hmac.digest(key.as_pem(private=False), signed.encode(), "sha256")
    return f"{signed}.{urlsafe_b64encode(code).rstrip(b'=').decode()}"


def _write(part: Mapping[str, object]) -> str:
    return urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def seal(token: str, town: str) -> str:
    """Return a token sealed to the town's published key."""
    keys = KeySet.import_key_set(httpx.get(f"{town}/e-id/keys").json())
    key = next(key for key in keys if key.get("use") == "enc")
    names = ["RSA-OAEP-256", "A256GCM"]
    header = {"alg": names[0], "enc": names[1], "cty": "JWT", "kid": key.kid}
    return jwe.encrypt_compact(header, token, key, names)


def read_request(address: str) -> Mapping[str, str]:
    """Return what the town's signed request says, taken from the address a resident is sent to."""
    request = parse_qs(urlsplit(address).query)["request"][0]
    found: Mapping[str, str] = json.loads(jws.extract_compact(request.encode()).payload)
    return found


@contextmanager
def run_hostile(issuer: str) -> Iterator[HostileProvider]:
    """Run it at ``issuer`` while the block lasts."""
    provider = HostileProvider(issuer)

    class Door(BaseHTTPRequestHandler):
        def _say(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            said = json.dumps(provider.answer(urlsplit(self.path).path, body)).encode()
            with suppress(BrokenPipeError):  # a town that has waited long enough hangs up
                self.send_response(provider.status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

        do_GET: Callable[["Door"], None] = _say
        do_POST: Callable[["Door"], None] = _say

        def log_message(self, format: str, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", urlsplit(issuer).port or 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def draw_code() -> str:
    """Return an authorization code."""
    return token_urlsafe(16)
