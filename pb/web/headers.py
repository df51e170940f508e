"""Security headers on every answer, the router's and failures too, because they are set as it is sent.

Referrer-Policy is ``same-origin`` and not ``no-referrer``: under ``no-referrer`` browsers send ``Origin:
null`` with a form, and the check in `pb.web.csrf` would refuse our own pages. Other sites still learn
nothing.
"""

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from pb.web.exchange import exchange_of

POLICY = (
    "default-src 'none'; {scripts}style-src 'self'; img-src 'self' data:{pictures}; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
READABLE = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "If-None-Match",
    "access-control-expose-headers": "ETag, Link",
    "cross-origin-resource-policy": "cross-origin",
}
"""What lets pages of other sites read the programming interface, its refusals too. It answers nobody by cookie."""
HSTS = "max-age=31536000; includeSubDomains"


def make_policy(nonce: str = "", pictures_from: str = "") -> str:
    """Return the policy of a page: with a nonce its scripts run, with an origin it may show pictures from there."""
    scripts = f"script-src 'nonce-{nonce}'; " if nonce else ""
    return POLICY.format(scripts=scripts, pictures=f" {pictures_from}" if pictures_from else "")


async def add_headers(message: Message, scope: Scope) -> None:
    """Complete the headers of an answer; one that a handler has set itself stays."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders(message)
    exchange = exchange_of(scope)
    nonce = exchange.nonce if exchange.nonce_used else ""
    headers.setdefault("content-security-policy", make_policy(nonce, exchange.pictures_from))
    if exchange.asks_location:
        headers.setdefault(
            "permissions-policy", ALWAYS["permissions-policy"].replace("geolocation=()", "geolocation=(self)")
        )
    is_readable = scope["path"].startswith("/api/")
    for name, value in (READABLE if is_readable else {}).items():
        headers.setdefault(name, value)
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    if scope["app"].state.toolkit.is_secure:
        headers.setdefault("strict-transport-security", HSTS)
    if "server" in headers:
        del headers["server"]
