"""Accounts, links and their log in either database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pb.kernel.errors import ConflictError
from pb.kernel.ids import AccountId
from pb.storage.account_log import AccountAct, list_account_acts, log_account_act
from pb.storage.accounts import (
    Account,
    add_account,
    add_sign_in_link,
    find_account,
    find_account_by_name,
    find_sign_in_link,
    list_accounts,
    purge_sign_in_links,
    set_active,
    set_password_hash,
    set_roles,
    use_sign_in_link,
)
from pb.storage.database import Database
from tests.support.toolkit_app import make_tables

NOW = datetime(2027, 2, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
CLERK = Account(AccountId("a1"), "clerk", "Äijö Clerk", frozenset({"official", "council"}), "Parks", "hash")
CHIEF = Account(AccountId("a2"), "chief", "Chief", frozenset({"administrator"}))


@pytest.fixture
def database(empty_database: Database) -> Database:
    make_tables(empty_database)
    with empty_database.write() as work:
        add_account(work, CLERK, NOW)
        add_account(work, CHIEF, NOW)
        add_sign_in_link(work, "d1", CLERK.id, NOW + HOUR)
        work.commit()
    return empty_database


def test_accounts_come_back_as_they_were(database: Database) -> None:
    with database.read() as work:
        assert find_account(work, CLERK.id) == CLERK
        assert find_account_by_name(work, "chief") == CHIEF
        assert find_account(work, AccountId("none")) is None
        assert find_account_by_name(work, "none") is None
        assert set(list_accounts(work)) == {CLERK, CHIEF}


def test_sign_in_names_are_unique_and_a_refusal_spoils_nothing(database: Database) -> None:
    with database.write() as work:
        with pytest.raises(ConflictError):
            add_account(work, replace(CHIEF, id=AccountId("a3"), sign_in_name="clerk"), NOW)
        add_account(work, replace(CHIEF, id=AccountId("a4"), sign_in_name="other"), NOW)
        work.commit()
    with database.read() as work:
        assert len(list_accounts(work)) == 3


def test_changes_are_kept(database: Database) -> None:
    with database.write() as work:
        set_roles(work, CLERK.id, ["moderator", "moderator"])
        set_active(work, CLERK.id, active=False)
        set_password_hash(work, CLERK.id, "another")
        work.commit()
    with database.read() as work:
        changed = replace(CLERK, roles=frozenset({"moderator"}), active=False, password_hash="another")
        assert find_account(work, CLERK.id) == changed


def test_link_is_looked_at_often_and_used_once(database: Database) -> None:
    with database.write() as work:
        for _ in range(2):
            assert find_sign_in_link(work, "d1", NOW) == CLERK.id
        assert use_sign_in_link(work, "d1", NOW) == CLERK.id
        assert use_sign_in_link(work, "d1", NOW) is None
        assert find_sign_in_link(work, "d1", NOW) is None


def test_old_and_unknown_links_are_nobodys(database: Database) -> None:
    with database.write() as work:
        assert find_sign_in_link(work, "d1", NOW + HOUR) is None
        assert use_sign_in_link(work, "d1", NOW + HOUR) is None
        assert use_sign_in_link(work, "none", NOW) is None
        assert purge_sign_in_links(work, NOW) == 0
        assert purge_sign_in_links(work, NOW + HOUR) == 1


def test_of_many_uses_at_once_one_wins(database: Database) -> None:
    def use(_: int) -> AccountId | None:
        with database.write() as work:
            account = use_sign_in_link(work, "d1", NOW)
            work.commit()
        return account

    with ThreadPoolExecutor(8) as pool:
        winners = [account for account in pool.map(use, range(16)) if account]
    assert winners == [CLERK.id]


def test_log_tells_the_latest_first(database: Database) -> None:
    acts = [
        AccountAct(NOW + number * HOUR, CLERK.id, CHIEF.id, "Chief", name) for number, name in enumerate("ab")
    ]
    with database.write() as work:
        for act in acts:
            log_account_act(work, act)
        work.commit()
    with database.read() as work:
        assert list_account_acts(work, CLERK.id) == tuple(reversed(acts))
        assert list_account_acts(work, CHIEF.id) == ()
