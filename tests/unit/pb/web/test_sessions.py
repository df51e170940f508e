"""The session as handlers use it, before anything is stored."""

from datetime import UTC, datetime, timedelta

import pytest

from pb.kernel.ids import AccountId
from pb.storage.sessions import StoredSession, key_of
from pb.web.roles import Role
from pb.web.sessions import IDLE, LONGEST, STAFF_IDLE, Flash, Session, Viewer, is_secret, restore

NOW = datetime(2027, 2, 3, 10, tzinfo=UTC)
SECRET = "s" * 43
CLERK = Viewer(AccountId("clerk"), "Clerk", frozenset({Role.OFFICIAL}), "Parks")


def stored(account: str | None, seen: datetime = NOW, expires: datetime = NOW + LONGEST) -> StoredSession:
    return StoredSession({}, AccountId(account) if account else None, NOW, seen, expires)


def test_reading_makes_no_session() -> None:
    session = Session(NOW)
    assert session.viewer is None
    assert session.take_flashes() == ()
    assert session.read("ballot", str) is None
    session.remove("ballot")
    assert not session.exists
    assert not session.changed


def test_what_was_written_is_read_with_its_type() -> None:
    session = Session(NOW)
    session.write("viewer", CLERK)
    assert session.exists
    assert session.viewer == CLERK
    assert session.read("viewer", int) is None


def test_flashes_are_shown_once() -> None:
    session = Session(NOW)
    session.add_flash(Flash("one"))
    session.add_flash(Flash("two", "warning"))
    assert [str(flash) for flash in session.take_flashes()] == ["one", "two"]
    assert session.take_flashes() == ()


def test_signing_in_takes_nothing_along() -> None:
    session = Session(NOW, SECRET, {"voter": "x", "form-key": "old"}, NOW, NOW)
    session.sign_in(CLERK)
    assert session.secret is None
    assert session.ended_keys == {key_of(SECRET)}
    assert session.read("voter", str) is None
    assert session.form_key != "old"


def test_renewing_keeps_the_data_and_changes_the_form_secret() -> None:
    session = Session(NOW, SECRET, {"voter": "x", "form-key": "old"}, NOW, NOW)
    session.renew()
    assert session.secret is None
    assert session.ended_keys == {key_of(SECRET)}
    assert session.read("voter", str) == "x"
    assert session.form_key != "old"


def test_renewing_does_not_lengthen_the_longest_life() -> None:
    session = Session(NOW + timedelta(hours=11), SECRET, {"voter": "x"}, NOW, NOW)
    session.renew()
    assert session.to_stored().expires == NOW + LONGEST


@pytest.mark.parametrize(("account", "idle"), [("clerk", STAFF_IDLE), (None, IDLE)])
def test_unused_sessions_are_over(account: str | None, idle: timedelta) -> None:
    almost = NOW + idle - timedelta(seconds=1)
    assert restore(stored(account), SECRET, almost) is not None
    assert restore(stored(account), SECRET, NOW + idle) is None


def test_long_sessions_are_over_even_when_used() -> None:
    end = NOW + LONGEST
    assert restore(stored(None, seen=end - timedelta(minutes=1)), SECRET, end) is None


@pytest.mark.parametrize("text", ["", "short", "s" * 44, "s" * 42 + "é", "s" * 42 + "\n", "s" * 42 + "%"])
def test_other_shapes_are_no_session_secret(text: str) -> None:
    assert not is_secret(text)
    assert is_secret(SECRET)
