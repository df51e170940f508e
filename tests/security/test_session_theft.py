"""Sessions can't be planted, kept after sign-out, or used after a change of role (attack 29)."""

import pytest

from pb.kernel.ids import AccountId
from pb.storage.sessions import SessionRow, find_session, key_of
from pb.web.accounts.opening import open_account
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.roles import Role
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


def sign_in(visitor: Visitor) -> str:
    visitor.open("/fi/sign-in")
    visitor.send("/fi/sign-in", name="clerk", password=PASSWORD, next="")
    assert visitor.location == "/fi/account"
    return visitor.cookies["pb"]


def steal(toolkit: Toolkit, secret: str) -> int:
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as thief:
        thief.plant("pb", secret)
        thief.open("/fi/officials")
        return 200 if thief.location == "/fi/officials" else 303


def test_planted_identifier_is_not_adopted(visitor: Visitor, toolkit: Toolkit, clerk: AccountId) -> None:
    planted = "attacker-chose-this-identifier-of-43-signs."
    planted = planted.replace(".", "x")
    visitor.plant("pb", planted)
    assert sign_in(visitor) != planted
    assert steal(toolkit, planted) == 303


def test_identifier_changes_at_sign_in(visitor: Visitor, toolkit: Toolkit, clerk: AccountId) -> None:
    visitor.open("/fi/note")
    visitor.send("/fi/note", note="before")
    before = visitor.cookies["pb"]
    after = sign_in(visitor)
    assert after != before
    assert steal(toolkit, before) == 303
    assert steal(toolkit, after) == 200
    visitor.open("/fi/note")
    assert "before" not in visitor.page


def test_identifier_is_worth_nothing_after_sign_out(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId
) -> None:
    secret = sign_in(visitor)
    visitor.send("/fi/sign-out")
    assert steal(toolkit, secret) == 303


def test_database_holds_nothing_a_thief_could_use(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId
) -> None:
    secret = sign_in(visitor)
    with toolkit.database.read() as work:
        stored = find_session(work, secret)
        row = work.session.get(SessionRow, key_of(secret))
    assert stored is not None
    assert stored.data["viewer"]
    assert row is not None
    assert secret not in str(vars(row))
    assert b"viewer" not in row.data
    assert stored.data["form-key"].encode() not in row.data
    assert steal(toolkit, key_of(secret)) == 303
