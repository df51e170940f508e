"""Guessing at an official's password slows the guesser and not the official (attack 35)."""

from datetime import timedelta
from time import process_time

import pytest
from sqlalchemy import func, select

from pb.kernel.clock import SetClock
from pb.kernel.ids import AccountId
from pb.storage.throttles import ThrottleRow
from pb.web.accounts import sign_in as signing
from pb.web.accounts.opening import make_sign_in_link, open_account
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.roles import Role
from pb.web.throttle import Throttle
from pb.web.toolkit import Toolkit
from tests.support.toolkit_app import START, make_test_application
from tests.support.visitor import Visitor, visit

PASSWORD = "kolme hiljaista hirveä"


@pytest.fixture
def clerk(toolkit: Toolkit) -> AccountId:
    with toolkit.database.write() as work:
        added = open_account(work, "clerk", "Clerk", [Role.OFFICIAL], START, password=PASSWORD)
        work.commit()
    return added


def attempt(visitor: Visitor, password: str, name: str = "clerk") -> int:
    visitor.open("/en/sign-in")
    return visitor.send("/en/sign-in", name=name, password=password, next="")


def count_rows(toolkit: Toolkit) -> int:
    with toolkit.database.read() as work:
        return work.session.scalar(select(func.count()).select_from(ThrottleRow)) or 0


def test_guesser_is_slowed_and_told_when_to_come_back(
    visitor: Visitor, clock: SetClock, clerk: AccountId
) -> None:
    statuses = [attempt(visitor, f"guess {number}") for number in range(signing.FROM_PLACE.limit + 3)]
    assert statuses == [422] * signing.FROM_PLACE.limit + [429] * 3
    wait = int(visitor.answer.headers["retry-after"])
    assert 0 < wait <= signing.FROM_PLACE.period.total_seconds() / signing.FROM_PLACE.limit + 60
    assert attempt(visitor, PASSWORD) == 429, "the right password is no way to find out"
    clock.moment += timedelta(seconds=wait)
    assert attempt(visitor, PASSWORD) == 200


def test_right_password_gives_the_allowance_back(visitor: Visitor, clerk: AccountId) -> None:
    for _ in range(3):
        for number in range(signing.FROM_PLACE.limit - 1):
            assert attempt(visitor, f"guess {number}") == 422
        assert attempt(visitor, PASSWORD) == 200
        visitor.send("/en/sign-out")


def test_guessing_at_many_names_is_slowed_too(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "FROM_ADDRESS", Throttle("sign-in-address", 5, timedelta(minutes=20)))
    statuses = [attempt(visitor, "guess", name=f"name{number}") for number in range(7)]
    assert statuses == [422] * 5 + [429] * 2


def test_known_browser_gets_in_while_strangers_have_used_the_name_up(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attempt(visitor, PASSWORD) == 200
    visitor.send("/en/sign-out")
    monkeypatch.setattr(signing, "FOR_NAME", Throttle("sign-in-name", 3, timedelta(hours=1)))
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as guesser:
        assert [attempt(guesser, f"guess {number}") for number in range(5)] == [422] * 3 + [429] * 2
        guesser.plant("pb-known", "0" * 32 + "." + "0" * 64)
        assert attempt(guesser, "guess") == 429, "a made-up mark is no known browser"
    assert attempt(visitor, PASSWORD) == 200


def test_link_gets_in_while_the_name_is_used_up(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "FOR_NAME", Throttle("sign-in-name", 1, timedelta(hours=1)))
    attempt(visitor, "guess")
    assert attempt(visitor, PASSWORD) == 429
    with toolkit.database.write() as work:
        secret = make_sign_in_link(work, clerk, START)
        work.commit()
    visitor.open(f"/en/sign-in/link/{secret}")
    assert visitor.send(f"/en/sign-in/link/{secret}") == 200


def test_counters_go_when_they_say_nothing_any_more(
    visitor: Visitor, toolkit: Toolkit, clock: SetClock
) -> None:
    for number in range(8):
        attempt(visitor, "guess", name=f"name{number}")
    assert count_rows(toolkit) == 17
    clock.moment += timedelta(hours=2)
    attempt(visitor, "guess", name="late")
    assert count_rows(toolkit) == 3


def test_no_name_and_no_address_is_kept(visitor: Visitor, toolkit: Toolkit, clerk: AccountId) -> None:
    attempt(visitor, "guess")
    with toolkit.database.read() as work:
        kept = [(row.bucket, row.key) for row in work.session.scalars(select(ThrottleRow))]
    assert len(kept) == 3
    assert "clerk" not in str(kept)
    assert all(len(key) == 64 for _, key in kept)


def test_unknown_name_costs_the_time_of_a_wrong_password(visitor: Visitor, clerk: AccountId) -> None:
    def measure(name: str) -> float:
        best = 9.0
        for number in range(4):
            start = process_time()
            attempt(visitor, f"guess {number}", name)
            best = min(best, process_time() - start)
        return best

    known, unknown = measure("clerk"), measure("nobody")
    assert unknown > known * 0.5
