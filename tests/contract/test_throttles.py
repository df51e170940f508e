"""Counting attempts in either database, with many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from pb.storage.database import Database
from pb.storage.throttles import forgive_attempts, purge_throttles, spend_attempt
from tests.support.toolkit_app import make_tables

NOW = datetime(2027, 2, 3, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEY = "k" * 64


@pytest.fixture
def database(empty_database: Database) -> Database:
    make_tables(empty_database)
    return empty_database


def spend(database: Database, at: datetime = NOW, key: str = KEY, limit: int = 5) -> timedelta | None:
    with database.write() as work:
        wait = spend_attempt(work, "test", key, limit, limit * MINUTE, at)
        work.commit()
    return wait


def test_attempts_within_the_limit_pass_and_the_next_one_waits(database: Database) -> None:
    assert [spend(database) for _ in range(5)] == [None] * 5
    assert spend(database) == MINUTE
    assert spend(database, key="other") is None


def test_allowance_refills_evenly_and_refusals_cost_nothing(database: Database) -> None:
    for _ in range(5):
        spend(database)
    for _ in range(20):
        assert spend(database, NOW + MINUTE / 2) == MINUTE / 2
    assert spend(database, NOW + MINUTE) is None
    assert spend(database, NOW + MINUTE) == MINUTE
    assert [spend(database, NOW + 20 * MINUTE) for _ in range(6)] == [None] * 5 + [MINUTE]


def test_forgiving_gives_everything_back(database: Database) -> None:
    for _ in range(6):
        spend(database)
    with database.write() as work:
        forgive_attempts(work, "test", KEY)
        work.commit()
    assert spend(database) is None


def test_purge_takes_only_keys_that_say_nothing(database: Database) -> None:
    spend(database)
    spend(database, key="longer")
    spend(database, key="longer")
    with database.write() as work:
        assert purge_throttles(work, NOW + MINUTE) == 1
        work.commit()
    with database.write() as work:
        assert purge_throttles(work, NOW + 2 * MINUTE) == 1


def test_of_many_at_once_no_more_than_the_limit_pass(database: Database) -> None:
    with ThreadPoolExecutor(12) as pool:
        waits = list(pool.map(lambda _: spend(database), range(24)))
    assert waits.count(None) == 5


def test_forgiving_while_others_spend_is_a_fault_for_nobody(database: Database) -> None:
    def come(_: int) -> timedelta | None:
        wait = spend(database, limit=1000)
        with database.write() as work:
            forgive_attempts(work, "test", KEY)
            work.commit()
        return wait

    assert come(0) is None, "alone it works"
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(come, range(300))) == {None}
