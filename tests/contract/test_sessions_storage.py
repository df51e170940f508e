"""Sessions in either database."""

from datetime import UTC, datetime, timedelta

import pytest

from pb.kernel.ids import AccountId
from pb.storage.database import Database
from pb.storage.sessions import (
    StoredSession,
    add_session,
    drop_session,
    drop_sessions_of,
    find_session,
    key_of,
    purge_sessions,
    save_session,
    touch_session,
)
from tests.support.toolkit_app import make_tables

NOW = datetime(2027, 2, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def session(account: str | None = None, **data: object) -> StoredSession:
    return StoredSession(data, AccountId(account) if account else None, NOW, NOW, NOW + 12 * HOUR)


@pytest.fixture
def database(empty_database: Database) -> Database:
    make_tables(empty_database)
    with empty_database.write() as work:
        add_session(work, "one", session("clerk", note="ääni"))
        add_session(work, "two", session("clerk"))
        add_session(work, "three", session())
        work.commit()
    return empty_database


def keys(database: Database) -> list[str]:
    with database.read() as work:
        return [key for key in ("one", "two", "three") if find_session(work, key)]


def test_session_comes_back_as_it_was(database: Database) -> None:
    with database.read() as work:
        assert find_session(work, "one") == session("clerk", note="ääni")
        assert find_session(work, "none") is None


def test_saving_changes_data_and_use_but_never_the_end(database: Database) -> None:
    later = StoredSession({"note": "b"}, AccountId("clerk"), NOW, NOW + HOUR, NOW + 99 * HOUR)
    with database.write() as work:
        assert save_session(work, "one", later)
        work.commit()
    with database.read() as work:
        saved = find_session(work, "one")
    assert saved == StoredSession({"note": "b"}, AccountId("clerk"), NOW, NOW + HOUR, NOW + 12 * HOUR)


def test_ended_session_is_not_saved_back(database: Database) -> None:
    with database.write() as work:
        drop_session(work, key_of("one"))
        assert not save_session(work, "one", session())
        touch_session(work, key_of("one"), NOW)
        work.commit()
    assert keys(database) == ["two", "three"]


def test_noting_use_leaves_the_data_alone(database: Database) -> None:
    with database.write() as work:
        touch_session(work, key_of("one"), NOW + HOUR)
        work.commit()
    with database.read() as work:
        found = find_session(work, "one")
    assert found is not None
    assert (found.data, found.seen) == ({"note": "ääni"}, NOW + HOUR)


def test_all_sessions_of_an_account_end_together(database: Database) -> None:
    with database.write() as work:
        drop_sessions_of(work, AccountId("clerk"))
        work.commit()
    assert keys(database) == ["three"]


def test_purge_takes_only_what_is_over(database: Database) -> None:
    with database.write() as work:
        assert purge_sessions(work, NOW + 12 * HOUR - timedelta(seconds=1)) == 0
        assert purge_sessions(work, NOW + 12 * HOUR) == 3
        work.commit()
    assert keys(database) == []
