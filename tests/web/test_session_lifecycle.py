"""Sessions through the application: when one begins, how it is kept, when it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pb.kernel.clock import SetClock
from pb.storage.sessions import SessionRow, drop_session, key_of, purge_sessions
from pb.web.sessions import IDLE, LONGEST, SEEN_STEP
from pb.web.toolkit import Toolkit
from tests.support.toolkit_app import START
from tests.support.visitor import Visitor


def rows(toolkit: Toolkit) -> list[SessionRow]:
    with toolkit.database.read() as work:
        return list(work.session.scalars(select(SessionRow)))


def begin(visitor: Visitor, note: str = "hei") -> None:
    visitor.open("/fi/note")
    visitor.send("/fi/note", note=note)


def test_readers_get_no_session_and_no_cookie(visitor: Visitor, toolkit: Toolkit) -> None:
    assert visitor.open("/fi/reading") == 200
    assert visitor.cookies == {}
    assert rows(toolkit) == []


def test_showing_a_form_writes_nothing_to_the_database(visitor: Visitor, toolkit: Toolkit) -> None:
    visitor.open("/fi/note")
    assert list(visitor.cookies) == ["pb-form"]
    assert rows(toolkit) == []


def test_session_begins_with_the_first_thing_to_keep(visitor: Visitor, toolkit: Toolkit) -> None:
    begin(visitor)
    assert '<p id="note">hei</p>' in visitor.page
    (row,) = rows(toolkit)
    assert row.key == key_of(visitor.cookies["pb"])
    assert row.key != visitor.cookies["pb"]


def test_cookie_is_out_of_reach_for_scripts_and_other_sites(visitor: Visitor) -> None:
    visitor.open("/fi/note")
    visitor.send("/fi/note", note="hei")
    (cookie,) = (
        value for value in visitor.answer.history[0].headers.get_list("set-cookie") if value.startswith("pb=")
    )
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {"httponly", "path=/", "samesite=lax"}


def test_reading_on_does_not_write(visitor: Visitor, toolkit: Toolkit, clock: SetClock) -> None:
    begin(visitor)
    clock.moment = START + SEEN_STEP / 2
    visitor.open("/fi/note")
    assert rows(toolkit)[0].seen == START
    clock.moment = START + SEEN_STEP
    visitor.open("/fi/note")
    assert rows(toolkit)[0].seen == START + SEEN_STEP


def test_use_puts_off_the_idle_end_but_not_the_longest(visitor: Visitor, clock: SetClock) -> None:
    begin(visitor)
    steps = int(LONGEST / (IDLE / 2))
    for step in range(1, steps):
        clock.moment = START + step * IDLE / 2
        visitor.open("/fi/note")
        assert "hei" in visitor.page, step
    clock.moment = START + LONGEST
    visitor.open("/fi/note")
    assert "hei" not in visitor.page


def test_unused_session_is_over(visitor: Visitor, clock: SetClock) -> None:
    begin(visitor)
    clock.moment = START + IDLE
    visitor.open("/fi/note")
    assert "hei" not in visitor.page
    assert "pb" not in visitor.cookies


def test_session_ended_elsewhere_does_not_come_back(visitor: Visitor, toolkit: Toolkit) -> None:
    begin(visitor)
    with toolkit.database.write() as work:
        drop_session(work, key_of(visitor.cookies["pb"]))
        work.commit()
    visitor.open("/fi/note")
    assert "hei" not in visitor.page
    assert rows(toolkit) == []


def test_failing_handler_keeps_nothing_of_what_it_did_to_the_session(
    visitor: Visitor, toolkit: Toolkit
) -> None:
    begin(visitor)
    assert visitor.open("/fi/flash-and-fail") == 500
    visitor.open("/fi/note")
    assert "never" not in visitor.page


def test_old_sessions_are_purged(visitor: Visitor, toolkit: Toolkit) -> None:
    begin(visitor)
    with toolkit.database.write() as work:
        assert purge_sessions(work, START + LONGEST - timedelta(seconds=1)) == 0
        assert purge_sessions(work, START + LONGEST) == 1
        work.commit()
    assert rows(toolkit) == []


@pytest.mark.parametrize("value", ["", "x", "a" * 43, "../../etc/passwd", "%00"])
def test_any_cookie_is_survived(visitor: Visitor, value: str) -> None:
    assert visitor.open("/fi/note", headers={"cookie": f"pb={value}"}) == 200
