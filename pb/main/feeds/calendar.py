"""The dates of rounds as an iCalendar object (RFC 5545): when stages open and close, and where people can meet.

Only what a calendar needs. Text is escaped (3.3.11), lines end with CRLF and fold at 75 octets (3.1), moments are UTC.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

FOLD = 75


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One moment, or with `ends_at` a time. `uid` stays the same when it moves, so that calendars move it too."""

    uid: str
    at: datetime
    summary: str
    url: str
    ends_at: datetime | None = None
    where: str = ""
    is_cancelled: bool = False


def write_calendar(name: str, events: Iterable[CalendarEvent], changed: datetime) -> bytes:
    """Return the calendar; ``changed`` is when its source last changed."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//pb//participatory budgeting//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(name)}",
        *(line for event in events for line in _write_event(event, changed)),
        "END:VCALENDAR",
    ]
    return b"".join(b"\r\n ".join(_fold(line)) + b"\r\n" for line in lines)


def _write_event(event: CalendarEvent, changed: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_write_moment(changed)}"
    yield f"DTSTART:{_write_moment(event.at)}"
    if event.ends_at is not None:
        yield f"DTEND:{_write_moment(event.ends_at)}"
    yield f"SUMMARY:{_escape(event.summary)}"
    if event.where:
        yield f"LOCATION:{_escape(event.where)}"
    if event.is_cancelled:
        yield "STATUS:CANCELLED"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _write_moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escape(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _fold(line: str) -> Iterator[bytes]:
    """Yield the pieces of a line, none longer than 75 octets with the space it begins with, none amid a letter."""
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > FOLD - 1:
            yield piece
            piece = b""
        piece += octets
    yield piece
