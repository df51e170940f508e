"""The tables of moderation: what was reported, and what a moderator has read.

No column can hold who reported: neither a name, nor an address, nor a session.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class ReportRow(Table):
    """One report. It waits while `settled_at` is empty."""

    __tablename__ = "proposal_reports"
    __table_args__ = (
        CheckConstraint("matter IN ('proposal', 'comment')", name="matter"),
        Index("ix_proposal_reports_waiting", "cycle_id", "settled_at", "at"),
        Index("ix_proposal_reports_subject", "matter", "subject_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    matter: Mapped[str]
    subject_id: Mapped[str]
    number: Mapped[int]
    ground: Mapped[str]
    note: Mapped[str]
    language: Mapped[str]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class ReadingRow(Table):
    """A subject that a moderator has read and found fine, and when; changed since, it is new again."""

    __tablename__ = "proposal_readings"

    matter: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = mapped_column(primary_key=True)
    read_at: Mapped[datetime]
