"""Making accounts and one-time links, for the pages and for commands alike."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from pb.kernel.ids import AccountId
from pb.storage.accounts import Account, add_account, add_sign_in_link
from pb.storage.unit_of_work import Work
from pb.web.passwords import hash_password
from pb.web.roles import Role
from pb.web.sessions import Viewer

LINK_LIFETIME = timedelta(hours=24)


def open_account(
    work: Work,
    sign_in_name: str,
    name: str,
    roles: Iterable[Role],
    now: datetime,
    *,
    unit: str = "",
    password: str | None = None,
) -> AccountId:
    """Store a new account and return its id; the caller commits. Raises ConflictError for a taken name."""
    account = Account(
        AccountId(token_urlsafe(12)),
        fold_name(sign_in_name),
        name,
        frozenset(roles),
        unit,
        hash_password(password) if password is not None else None,
    )
    add_account(work, account, now)
    return account.id


def make_sign_in_link(
    work: Work, account: AccountId, now: datetime, lifetime: timedelta = LINK_LIFETIME
) -> str:
    """Return the secret of a new one-time link, for ``/sign-in/link/<secret>``; the caller commits.

    The account's earlier links end. Only the digest is stored, so the secret can't be shown again.
    """
    secret = token_urlsafe(32)
    add_sign_in_link(work, digest_link(secret), account, now + lifetime)
    return secret


def digest_link(secret: str) -> str:
    """Return the digest a link is stored under."""
    return hashlib.sha256(secret.encode()).hexdigest()


def fold_name(sign_in_name: str) -> str:
    """Return the form in which sign-in names are compared and kept."""
    return sign_in_name.strip().casefold()


def view_account(account: Account) -> Viewer:
    """Return the account as a session carries it; words that are no role of ours give no right."""
    roles = frozenset(Role(role) for role in account.roles if role in tuple(Role))
    return Viewer(account.id, account.name, roles, account.unit)
