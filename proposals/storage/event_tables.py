"""The tables of events and of the notes taken there.

A note that became a draft names the draft's id, which is the proposal's too.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class EventRow(Table):
    """A walk, table, clinic or workshop. `version` counts its saved changes; a cancelled one stays, with its reason."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("kind IN ('walk', 'table', 'clinic', 'workshop')", name="kind"),
        CheckConstraint("participants >= 0", name="participants"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True)
    kind: Mapped[str]
    title: Mapped[dict[str, Any]]
    about: Mapped[dict[str, Any]]
    place: Mapped[str]
    address: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    step_free: Mapped[bool]
    toilet: Mapped[bool]
    hearing_loop: Mapped[bool]
    languages: Mapped[list[Any]]
    access_note: Mapped[dict[str, Any]]
    stops: Mapped[list[Any]]
    outcome: Mapped[dict[str, Any]]
    participants: Mapped[int | None]
    announced_at: Mapped[datetime]
    cancelled: Mapped[dict[str, Any]]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int]


class EventNoteRow(Table):
    """What somebody said at an event, as an official wrote it down. `proposal_id` is that of the draft made of it."""

    __tablename__ = "event_notes"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("events.id"))
    number: Mapped[int]
    stop: Mapped[int | None]
    text: Mapped[str]
    language: Mapped[str]
    proposal_id: Mapped[str | None] = mapped_column(index=True)
    written_by: Mapped[str]
    written_at: Mapped[datetime]
