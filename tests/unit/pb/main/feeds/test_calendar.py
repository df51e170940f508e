"""Calendars keep to the letter of RFC 5545 where programs are strict: folding, escaping, line ends."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as some

from pb.main.feeds.calendar import CalendarEvent, write_calendar

AT = datetime(2027, 2, 23, 18, tzinfo=UTC)


def write(summary: str, at: datetime = AT) -> bytes:
    return write_calendar("Mallila", [CalendarEvent("1@pb", at, summary, "http://pb/fi")], AT)


def test_commas_semicolons_and_backslashes_are_escaped() -> None:
    assert rb"SUMMARY:a\, b\; c\\d e" in write("a, b; c\\d\ne")


def test_moments_are_written_in_utc() -> None:
    local = datetime(2027, 2, 23, 20, tzinfo=timezone(timedelta(hours=2)))
    assert b"DTSTART:20270223T180000Z" in write("x", local)


def test_meeting_has_its_end_and_its_place_and_a_cancelled_one_says_so() -> None:
    meeting = CalendarEvent(
        "2@pb", AT, "Walk", "http://pb/fi", AT + timedelta(hours=1), "Tori, Kauppakatu 1", True
    )
    written = write_calendar("Mallila", [meeting], AT)
    assert b"DTEND:20270223T190000Z\r\n" in written
    assert b"LOCATION:Tori\\, Kauppakatu 1\r\n" in written
    assert b"STATUS:CANCELLED\r\n" in written
    assert b"DTEND" not in write("x")


@given(some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), max_size=300))
def test_folded_lines_are_short_whole_letters_and_come_back(summary: str) -> None:
    written = write(summary)
    assert written.endswith(b"\r\n")
    lines = written.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)
    unfolded = written.replace(b"\r\n ", b"").decode()
    shown = " ".join(summary.split())
    for sign in "\\;,":
        shown = shown.replace(sign, f"\\{sign}")
    assert f"SUMMARY:{shown}\r\n" in unfolded
