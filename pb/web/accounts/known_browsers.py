"""Remembers which browsers an account has signed in from, so that strangers can't keep its owner out.

The cookie lets nobody in. It only gives a browser an allowance of its own for wrong passwords, beside the
one that all strangers share.
"""

import hmac
from secrets import token_hex

from pb.kernel.ids import AccountId
from pb.web.cookies import make_cookie
from pb.web.exchange import WebRequest, toolkit_of

SECONDS = 90 * 24 * 3600


def know_browser(request: WebRequest, account: AccountId) -> str:
    """Return the Set-Cookie value that makes this browser known for an account."""
    toolkit = toolkit_of(request)
    nonce = token_hex(16)
    value = f"{nonce}.{toolkit.sign('known-browser', f'{account}:{nonce}')}"
    return make_cookie(_name(request), value, toolkit.is_secure, max_age=SECONDS)


def known_browser(request: WebRequest, account: AccountId) -> str | None:
    """Return what this browser is known by for an account; None for strangers and forgeries."""
    nonce, _, code = request.cookies.get(_name(request), "").partition(".")
    expected = toolkit_of(request).sign("known-browser", f"{account}:{nonce}")
    return nonce if hmac.compare_digest(code.encode(), expected.encode()) else None


def _name(request: WebRequest) -> str:
    return "__Host-pb-known" if toolkit_of(request).is_secure else "pb-known"
