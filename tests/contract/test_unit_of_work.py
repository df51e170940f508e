"""A commit that fails leaves nothing behind, neither rows nor a spoilt connection, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import OperationalError

from pb.engine.cycle import start_cycle
from pb.storage.database import Database
from tests.support.cycles import declare, plan

CYCLE = start_cycle(declare(plan("first", 0)))


@contextmanager
def failing_commits(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every COMMIT fail before it reaches the database, as on a full disk."""

    def refuse(_connection: object) -> None:
        raise OperationalError("COMMIT", {}, OSError("disk full"))

    with monkeypatch.context() as patch:
        patch.setattr(database.writer.dialect, "do_commit", refuse)
        yield


def keep_cycle(database: Database) -> None:
    with database.write() as work:
        work.save_cycle(CYCLE)
        work.commit()


def count_cycles(database: Database) -> int:
    with database.read() as work:
        return len(work.list_cycles())


def test_failed_commit_keeps_nothing_and_the_retry_works(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing_commits(database, monkeypatch), pytest.raises(OperationalError, match="disk full"):
        keep_cycle(database)
    assert count_cycles(database) == 0
    keep_cycle(database)
    assert count_cycles(database) == 1


def test_many_failed_commits_use_up_no_connections(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing_commits(database, monkeypatch):
        for _ in range(40):
            with pytest.raises(OperationalError, match="disk full"):
                keep_cycle(database)
    keep_cycle(database)
    assert count_cycles(database) == 1


def test_connection_at_work_when_all_close_is_closed_on_its_return(database: Database) -> None:
    with database.read() as work:
        at_work = work.session.connection().connection.dbapi_connection
        database.close()
        assert work.list_cycles() == ()
    assert at_work is not None
    with pytest.raises(database.writer.dialect.loaded_dbapi.Error, match="closed"):
        at_work.cursor().execute("SELECT 1")
