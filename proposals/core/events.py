"""Where city and residents meet: development walks, partnership tables, clinics and workshops.

An event says how one gets in, because who can't enter can't take part. What was said there is noted, and a note can
become a draft proposal. Nobody who came is named anywhere: a note holds what was said, and the event how many came.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import cos, radians
from typing import NewType

from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message

EventId = NewType("EventId", str)
"""An event; random."""

TITLE_MAXIMUM = 100
ABOUT_MAXIMUM = 2000
PLACE_MAXIMUM = 120
STOP_MAXIMUM = 120
MOST_STOPS = 20
NOTE_MAXIMUM = 1000
MOST_PARTICIPANTS = 100_000


class EventKind(StrEnum):
    """What kind of meeting it is."""

    WALK = "walk"
    TABLE = "table"
    CLINIC = "clinic"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True)
class Access:
    """How one gets in and takes part. False means: it isn't there, not: unknown."""

    step_free: bool = False
    toilet: bool = False
    hearing_loop: bool = False
    languages: tuple[Language, ...] = (Language.FI,)
    note: LocalizedText = field(default_factory=LocalizedText)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way, in its order. `point` is its latitude and longitude in degrees, or None."""

    name: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What an official writes about an event."""

    kind: EventKind
    title: LocalizedText
    about: LocalizedText
    place: str
    address: str
    starts_at: datetime
    ends_at: datetime
    access: Access
    stops: tuple[Stop, ...] = ()
    outcome: LocalizedText = field(default_factory=LocalizedText)
    participants: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it stands; `version` counts its saved changes. A cancelled one keeps its page, with the reason."""

    id: EventId
    cycle: CycleId
    meeting: Meeting
    announced_at: datetime
    version: int = 1
    cancelled: LocalizedText = field(default_factory=LocalizedText)
    cancelled_at: datetime | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.cancelled_at is not None

    @property
    def is_counted(self) -> bool:
        """Whether it took place and the city has told how many came."""
        return self.meeting.participants is not None and not self.is_cancelled

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return now > self.meeting.ends_at


@dataclass(frozen=True, slots=True)
class EventNote:
    """Something said at an event. `stop` is the place in the route, from 1; `proposal` is the draft made of it."""

    event: EventId
    number: int
    text: str
    language: Language
    stop: int | None = None
    proposal: ProposalId | None = None


def parse_stops(text: str) -> tuple[Stop, ...]:
    """Read a route, a stop a line: ``Square`` or ``Square; 61.6885, 27.2721``. Raises ValueError with the line."""
    return tuple(_parse_stop(line.strip()) for line in text.split("\n") if line.strip())


def write_stops(stops: Sequence[Stop]) -> str:
    """Return a route as `parse_stops` reads it."""
    return "\n".join(
        f"{stop.name}; {stop.point[0]}, {stop.point[1]}" if stop.point else stop.name for stop in stops
    )


def check_meeting(meeting: Meeting, languages: Sequence[Language]) -> dict[str, Message]:
    """Return what is wrong with what was written, by field; empty when it may be published."""
    faults: dict[str, Message] = {}
    for language in languages:
        if not getattr(meeting.title, language):
            faults[f"title_{language}"] = Message("Give the event a name.")
    if meeting.ends_at <= meeting.starts_at:
        faults["ends_at"] = Message("The event has to end after it begins.")
    if not meeting.access.languages:
        faults["languages"] = Message("Choose the languages that are spoken.")
    if len(meeting.stops) > MOST_STOPS:
        faults["stops"] = Message("At most %(most)s stops.", {"most": MOST_STOPS})
    return faults


def draw_route(stops: Sequence[Stop], size: int = 1000, margin: int = 90) -> tuple[tuple[int, int, int], ...]:
    """Return each drawn stop's place in the list (from 1) with x and y on a square of ``size``; empty below two points.

    North is up, and one scale holds for both directions at the route's own latitude, as for any map of a small place.
    """
    known = [(place, stop.point) for place, stop in enumerate(stops, start=1) if stop.point is not None]
    if len(known) < 2:
        return ()
    middle = sum(point[0] for _, point in known) / len(known)
    shrink = max(0.05, cos(radians(middle)))
    flat = [(place, longitude * shrink, -latitude) for place, (latitude, longitude) in known]
    left, top = min(x for _, x, _ in flat), min(y for _, _, y in flat)
    width, height = max(x for _, x, _ in flat) - left, max(y for _, _, y in flat) - top
    room = size - 2 * margin
    scale = room / (max(width, height) or 1.0)
    across, down = (room - width * scale) / 2, (room - height * scale) / 2
    return tuple(
        (
            place,
            round(margin + across + (x - left) * scale),
            round(margin + down + (y - top) * scale),
        )
        for place, x, y in flat
    )


def _parse_stop(line: str) -> Stop:
    name, separator, place = line.partition(";")
    name = name.strip()
    if not name or len(name) > STOP_MAXIMUM:
        raise ValueError(line)
    if not separator:
        return Stop(name)
    try:
        latitude, longitude = (float(part) for part in place.split(","))
    except ValueError:
        raise ValueError(line) from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(line)
    return Stop(name, (latitude, longitude))
