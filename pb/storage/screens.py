"""The registered screens: what each shows and how large. The one thing they ever write is when they were last seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.storage.base import Table
from pb.storage.unit_of_work import Work

ScreenId = NewType("ScreenId", str)
"""A screen; random, stands in its address."""

SEEN_STEP = timedelta(minutes=15)
"""How finely it is known when a screen was seen: enough to notice that one is dark, too coarse for anything else."""


class ScreenRow(Table):
    """One screen."""

    __tablename__ = "screens"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    place: Mapped[str] = mapped_column(String(200))
    languages: Mapped[str] = mapped_column(String(20))
    width_mm: Mapped[int]
    height_mm: Mapped[int]
    distance_mm: Mapped[int]
    opens: Mapped[str] = mapped_column(String(5))
    closes: Mapped[str] = mapped_column(String(5))
    cycle_id: Mapped[str | None] = mapped_column(ForeignKey("cycles.id"))
    registered: Mapped[datetime]
    seen: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen in a public place.

    `languages` in the order they are shown; the size of the picture and the distance people stand at, in millimetres;
    `opens` and `closes` are ``HH:MM`` in the town's zone, equal where the place never closes; `cycle_id` None shows
    every round that runs.
    """

    id: ScreenId
    name: str
    place: str
    languages: tuple[Language, ...]
    width_mm: int
    height_mm: int
    distance_mm: int
    opens: str
    closes: str
    cycle_id: CycleId | None = None
    seen: datetime | None = None


def add_screen(work: Work, screen: Screen, now: datetime) -> None:
    """Register a screen."""
    work.session.add(ScreenRow(registered=now, seen=None, **_columns(screen)))
    work.session.flush()


def change_screen(work: Work, screen: Screen) -> None:
    """Keep what has changed of a registered screen."""
    row = work.session.get_one(ScreenRow, screen.id)
    for name, value in _columns(screen).items():
        setattr(row, name, value)
    work.session.flush()


def remove_screen(work: Work, screen_id: ScreenId) -> None:
    """Take a screen away; its address shows nothing any more. One that is gone already stays so."""
    row = work.session.get(ScreenRow, screen_id)
    if row is not None:
        work.session.delete(row)
        work.session.flush()


def find_screen(work: Work, screen_id: ScreenId) -> Screen | None:
    """Return a screen, or None."""
    row = work.session.get(ScreenRow, screen_id)
    return _to_screen(row) if row else None


def list_screens(work: Work) -> tuple[Screen, ...]:
    """Return every screen by name."""
    return tuple(_to_screen(row) for row in work.session.scalars(select(ScreenRow).order_by(ScreenRow.name)))


def is_seen_stale(screen: Screen, now: datetime) -> bool:
    """Whether it should be noted anew that a screen was seen."""
    return screen.seen is None or now - screen.seen >= SEEN_STEP


def note_seen(work: Work, screen_id: ScreenId, now: datetime) -> None:
    """Note that a screen was seen, to the quarter of an hour that has begun."""
    row = work.session.get(ScreenRow, screen_id)
    if row is not None:
        row.seen = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
        work.session.flush()


def _columns(screen: Screen) -> dict[str, str | int | None]:
    return {
        "id": screen.id,
        "name": screen.name,
        "place": screen.place,
        "languages": " ".join(screen.languages),
        "width_mm": screen.width_mm,
        "height_mm": screen.height_mm,
        "distance_mm": screen.distance_mm,
        "opens": screen.opens,
        "closes": screen.closes,
        "cycle_id": screen.cycle_id,
    }


def _to_screen(row: ScreenRow) -> Screen:
    return Screen(
        ScreenId(row.id),
        row.name,
        row.place,
        tuple(Language(code) for code in row.languages.split()),
        row.width_mm,
        row.height_mm,
        row.distance_mm,
        row.opens,
        row.closes,
        CycleId(row.cycle_id) if row.cycle_id else None,
        row.seen,
    )
