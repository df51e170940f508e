"""Staff accounts as their holders and an administrator see them."""

import re
from datetime import timedelta

import pytest

from pb.kernel.clock import SetClock
from pb.kernel.ids import AccountId
from pb.storage.accounts import find_account
from pb.web.accounts.opening import make_sign_in_link, open_account
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.roles import Role
from pb.web.toolkit import Toolkit
from tests.support.toolkit_app import START, make_test_application
from tests.support.visitor import Visitor, visit

PASSWORD = "kolme hiljaista hirveä"
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def clerk(toolkit: Toolkit) -> AccountId:
    return add(toolkit, "clerk", Role.OFFICIAL)


@pytest.fixture
def chief(toolkit: Toolkit) -> AccountId:
    return add(toolkit, "chief", Role.ADMINISTRATOR)


def add(toolkit: Toolkit, name: str, *roles: Role) -> AccountId:
    with toolkit.database.write() as work:
        added = open_account(work, name, name.title(), roles, START, unit="Parks", password=PASSWORD)
        work.commit()
    return added


def sign_in(visitor: Visitor, name: str, password: str = PASSWORD, path: str = "/en/sign-in") -> int:
    visitor.open(path)
    found = re.search(r'name="next" value="([^"]*)"', visitor.page)
    return visitor.send("/en/sign-in", name=name, password=password, next=found[1] if found else "")


def test_right_password_leads_to_ones_account(visitor: Visitor, clerk: AccountId) -> None:
    assert sign_in(visitor, "  Clerk ") == 200
    assert visitor.location == "/en/account"
    assert "Clerk" in visitor.page
    assert "Official" in visitor.page


@pytest.mark.parametrize(("name", "password"), [("clerk", "kaksi hirveä"), ("nobody", PASSWORD)])
def test_wrong_name_and_wrong_password_sound_the_same(
    visitor: Visitor, clerk: AccountId, name: str, password: str
) -> None:
    assert sign_in(visitor, name, password) == 422
    assert "The sign-in name or the password is wrong." in visitor.page
    assert password not in visitor.page
    assert "pb" not in visitor.cookies


def test_strangers_are_sent_to_sign_in_and_back(visitor: Visitor, clerk: AccountId) -> None:
    assert visitor.open("/en/officials") == 200
    assert visitor.location == "/en/sign-in"
    sign_in(visitor, "clerk", path=str(visitor.answer.url))
    assert visitor.location == "/en/officials"


def test_sign_in_never_leads_to_another_host(visitor: Visitor, clerk: AccountId) -> None:
    visitor.open("/en/sign-in")
    visitor.send("/en/sign-in", name="clerk", password=PASSWORD, next="//elsewhere.example/en")
    assert visitor.answer.url.host == "testserver.local"
    assert visitor.location == "/en/account"


def test_wrong_role_is_refused(visitor: Visitor, chief: AccountId) -> None:
    sign_in(visitor, "chief")
    assert visitor.open("/en/officials") == 403


def test_signing_out_ends_the_session(visitor: Visitor, clerk: AccountId) -> None:
    sign_in(visitor, "clerk")
    visitor.send("/en/sign-out")
    assert visitor.location == "/en/sign-in"
    visitor.open("/en/account")
    assert visitor.location == "/en/sign-in"


def test_closed_account_cannot_sign_in(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId, chief: AccountId
) -> None:
    sign_in(visitor, "chief")
    visitor.open(f"/en/admin/accounts/{clerk}")
    assert visitor.send(f"/en/admin/accounts/{clerk}/close") == 200
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as other:
        assert sign_in(other, "clerk") == 422


def test_closing_an_account_ends_its_sessions(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId, chief: AccountId
) -> None:
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as other:
        sign_in(other, "clerk")
        sign_in(visitor, "chief")
        visitor.open(f"/en/admin/accounts/{clerk}")
        visitor.send(f"/en/admin/accounts/{clerk}/close")
        other.open("/en/officials")
        assert other.location == "/en/sign-in"


def test_changing_roles_ends_the_sessions_with_the_old_ones(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId, chief: AccountId
) -> None:
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as other:
        sign_in(other, "clerk")
        sign_in(visitor, "chief")
        visitor.open(f"/en/admin/accounts/{clerk}")
        assert visitor.send(f"/en/admin/accounts/{clerk}/roles", roles=["moderator", "council"]) == 200
        assert "The roles have been changed." in visitor.page
        other.open("/en/officials")
        assert other.location == "/en/sign-in"
    with toolkit.database.read() as work:
        changed = find_account(work, clerk)
    assert changed is not None
    assert changed.roles == {"moderator", "council"}


def test_administrators_keep_their_own_role(visitor: Visitor, chief: AccountId) -> None:
    sign_in(visitor, "chief")
    visitor.open(f"/en/admin/accounts/{chief}")
    assert visitor.send(f"/en/admin/accounts/{chief}/roles", roles=["official"]) == 422
    assert visitor.open(f"/en/admin/accounts/{chief}") == 200
    assert visitor.send(f"/en/admin/accounts/{chief}/close") == 409


def test_own_added_role_counts_at_once_under_a_new_session(visitor: Visitor, chief: AccountId) -> None:
    sign_in(visitor, "chief")
    before = visitor.cookies["pb"]
    visitor.open(f"/en/admin/accounts/{chief}")
    visitor.send(f"/en/admin/accounts/{chief}/roles", roles=["administrator", "official"])
    assert visitor.cookies["pb"] != before
    assert visitor.open("/en/officials") == 200


def test_added_account_signs_in_by_link_once(visitor: Visitor, toolkit: Toolkit, chief: AccountId) -> None:
    sign_in(visitor, "chief")
    visitor.open("/en/admin/accounts/new")
    added = visitor.send(
        "/en/admin/accounts/new", name="Uusi Åkerö", sign_in_name="uusi", unit="Puistot", roles=["official"]
    )
    assert added == 200
    assert visitor.send(f"{visitor.location}/link") == 200
    found = re.search(r"http://testserver\.local(/en/sign-in/link/[\w-]+)", visitor.page)
    assert found is not None
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as newcomer:
        assert newcomer.open(found[1]) == 200
        assert newcomer.open(found[1]) == 200, "looking must not use it up"
        assert newcomer.send(found[1]) == 200
        assert newcomer.location == "/en/account"
        assert "Uusi Åkerö" in newcomer.page
        assert newcomer.open(found[1]) == 410


def test_link_grows_old(visitor: Visitor, toolkit: Toolkit, clock: SetClock, clerk: AccountId) -> None:
    with toolkit.database.write() as work:
        secret = make_sign_in_link(work, clerk, clock.now())
        work.commit()
    clock.moment += timedelta(hours=24)
    assert visitor.open(f"/en/sign-in/link/{secret}") == 410
    assert visitor.open("/en/sign-in/link/unknown") == 410


def test_new_link_ends_the_one_before(visitor: Visitor, toolkit: Toolkit, clerk: AccountId) -> None:
    with toolkit.database.write() as work:
        first = make_sign_in_link(work, clerk, START)
        second = make_sign_in_link(work, clerk, START)
        work.commit()
    assert visitor.open(f"/en/sign-in/link/{first}") == 410
    assert visitor.open(f"/en/sign-in/link/{second}") == 200


def test_taken_sign_in_name_is_said_beside_the_field(
    visitor: Visitor, chief: AccountId, clerk: AccountId
) -> None:
    sign_in(visitor, "chief")
    visitor.open("/en/admin/accounts/new")
    status = visitor.send("/en/admin/accounts/new", name="Another", sign_in_name="CLERK", roles=["official"])
    assert status == 422
    assert "Another account has this sign-in name." in visitor.page
    assert 'value="Another"' in visitor.page


def test_password_is_changed_and_other_sessions_end(
    visitor: Visitor, toolkit: Toolkit, clerk: AccountId
) -> None:
    with visit(make_test_application(toolkit, *ACCOUNT_ROUTES)) as other:
        sign_in(other, "clerk")
        sign_in(visitor, "clerk")
        visitor.open("/en/account/password")
        assert visitor.send("/en/account/password", current="wrong", new="neljä lumista mäntyä") == 422
        assert visitor.send("/en/account/password", current=PASSWORD, new="lyhyt") == 422
        assert visitor.send("/en/account/password", current=PASSWORD, new="neljä lumista mäntyä") == 200
        assert "Your password has been changed." in visitor.page
        other.open("/en/account")
        assert other.location == "/en/sign-in"
        assert sign_in(other, "clerk", "neljä lumista mäntyä") == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_administrators_pages_exist_in_every_language(
    visitor: Visitor, chief: AccountId, clerk: AccountId, language: str
) -> None:
    sign_in(visitor, "chief")
    paths = ("account", "account/password", "admin/accounts", "admin/accounts/new", f"admin/accounts/{clerk}")
    for path in paths:
        assert visitor.open(f"/{language}/{path}") == 200, path
        assert f'<html lang="{language}">' in visitor.page
        assert visitor.answer.headers["cache-control"] == "no-store"


def test_what_was_done_to_an_account_is_kept(visitor: Visitor, chief: AccountId, clerk: AccountId) -> None:
    sign_in(visitor, "chief")
    visitor.open(f"/en/admin/accounts/{clerk}")
    visitor.send(f"/en/admin/accounts/{clerk}/roles", roles=["moderator"])
    visitor.send(f"/en/admin/accounts/{clerk}/close")
    visitor.send(f"/en/admin/accounts/{clerk}/open")
    said = [visitor.page.index(name) for name in ("Account opened again", "Account closed", "Roles changed")]
    assert said == sorted(said)


def test_officials_may_not_manage_accounts(visitor: Visitor, clerk: AccountId) -> None:
    sign_in(visitor, "clerk")
    assert visitor.open("/en/admin/accounts") == 403
    visitor.open("/en/account")
    assert visitor.send(f"/en/admin/accounts/{clerk}/roles", roles=["administrator"]) == 403
