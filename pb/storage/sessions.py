"""Sessions, kept by the digest of their secret and sealed under it.

Who reads this table can neither take a session over nor tell what it carries: the key is in the visitor's cookie only.
So a voter's tag never stands beside the moment at which the session was last used.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import String, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from pb.kernel.ids import AccountId
from pb.storage.base import Table
from pb.storage.sealed import open_sealed, seal_under
from pb.storage.unit_of_work import Work

_PURPOSE = "session"


class SessionRow(Table):
    """One session. `account` is set for staff only, so that all sessions of an account can end at once."""

    __tablename__ = "sessions"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes]
    account: Mapped[str | None] = mapped_column(String(64), index=True)
    created: Mapped[datetime]
    seen: Mapped[datetime]
    expires: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class StoredSession:
    """What is kept of a session between two requests. `expires` is the absolute end, whatever happens."""

    data: Mapping[str, Any]
    account: AccountId | None
    created: datetime
    seen: datetime
    expires: datetime


def key_of(secret: str) -> str:
    """Return the digest a session is stored under."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seal_data(secret: str, data: Mapping[str, Any]) -> bytes:
    """Return what a session carries as it is kept."""
    return seal_under(secret.encode(), _PURPOSE, key_of(secret), msgspec.json.encode(data))


def find_session(work: Work, secret: str) -> StoredSession | None:
    """Return the session of a secret, expired or not."""
    key = key_of(secret)
    row = work.session.get(SessionRow, key)
    if row is None:
        return None
    account = AccountId(row.account) if row.account else None
    data = msgspec.json.decode(open_sealed(secret.encode(), _PURPOSE, key, row.data), type=dict[str, Any])
    return StoredSession(data, account, row.created, row.seen, row.expires)


def add_session(work: Work, secret: str, session: StoredSession) -> None:
    """Store a new session."""
    work.session.add(
        SessionRow(
            key=key_of(secret),
            data=seal_data(secret, session.data),
            account=session.account,
            created=session.created,
            seen=session.seen,
            expires=session.expires,
        )
    )


def save_session(work: Work, secret: str, session: StoredSession) -> bool:
    """Write what has changed; False when the session was ended meanwhile, which nothing may undo."""
    row = work.session.get(SessionRow, key_of(secret), with_for_update=True)
    if row is None:
        return False
    row.data, row.seen = seal_data(secret, session.data), session.seen
    return True


def touch_session(work: Work, key: str, now: datetime) -> None:
    """Note that a session is in use, without touching what another request may just have written."""
    work.session.execute(update(SessionRow).where(SessionRow.key == key).values(seen=now))


def drop_session(work: Work, key: str) -> None:
    """End one session."""
    work.session.execute(delete(SessionRow).where(SessionRow.key == key))


def drop_sessions_of(work: Work, account: AccountId) -> None:
    """End every session of an account: after a change of its roles or password, or when it is closed."""
    work.session.execute(delete(SessionRow).where(SessionRow.account == account))


def purge_sessions(work: Work, now: datetime) -> int:
    """Remove the sessions whose absolute end has passed; return how many."""
    removed = work.session.execute(
        delete(SessionRow).where(SessionRow.expires <= now).returning(SessionRow.key)
    )
    return len(removed.all())
