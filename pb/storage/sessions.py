"""Sessions, kept by the digest of their secret: who reads this table can't take one over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from pb.kernel.ids import AccountId
from pb.storage.base import Table
from pb.storage.unit_of_work import Work


class SessionRow(Table):
    """One session. `account` is set for staff only, so that all sessions of an account can end at once."""

    __tablename__ = "sessions"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[dict[str, Any]]
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


def find_session(work: Work, key: str) -> StoredSession | None:
    """Return the session of a digest, expired or not."""
    row = work.session.get(SessionRow, key)
    if row is None:
        return None
    account = AccountId(row.account) if row.account else None
    return StoredSession(row.data, account, row.created, row.seen, row.expires)


def add_session(work: Work, key: str, session: StoredSession) -> None:
    """Store a new session."""
    work.session.add(
        SessionRow(
            key=key,
            data=dict(session.data),
            account=session.account,
            created=session.created,
            seen=session.seen,
            expires=session.expires,
        )
    )


def save_session(work: Work, key: str, session: StoredSession) -> bool:
    """Write what has changed; False when the session was ended meanwhile, which nothing may undo."""
    row = work.session.get(SessionRow, key, with_for_update=True)
    if row is None:
        return False
    row.data, row.seen = dict(session.data), session.seen
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
