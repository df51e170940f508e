"""The tables of voting on paper. A mark names a desk and an hour, never a sheet; a sheet a batch, never a voter."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class PaperDeskRow(Table):
    """A place that hands out paper ballots."""

    __tablename__ = "paper_desks"
    __table_args__ = (UniqueConstraint("cycle_id", "name"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    name: Mapped[str]
    place: Mapped[str]


class PaperMovementRow(Table):
    """A number of sheets that somebody wrote down; below zero to take back a slip. Rows are added, never changed."""

    __tablename__ = "paper_movements"

    desk_id: Mapped[str] = mapped_column(ForeignKey("paper_desks.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str]
    kind: Mapped[str]
    sheets: Mapped[int]
    written_by: Mapped[str]
    at: Mapped[datetime]


class PaperMarkRow(Table):
    """That a resident was handed a sheet at a desk, and who saw their document. The key lets each be marked once."""

    __tablename__ = "paper_marks"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    resident_id: Mapped[str] = mapped_column(ForeignKey("electoral_roll.resident_id"), primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("paper_desks.id"), index=True)
    marked_by: Mapped[str]
    hour: Mapped[str]


class PaperBatchRow(Table):
    """A counted pile of sheets of one desk and area, opened for keying after the close."""

    __tablename__ = "paper_batches"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    number: Mapped[int]
    desk_id: Mapped[str] = mapped_column(ForeignKey("paper_desks.id"))
    area: Mapped[str]
    sheets: Mapped[int]


class PaperEntryRow(Table):
    """One official's keying of a batch, the first or the second. Nobody may be both."""

    __tablename__ = "paper_entries"
    __table_args__ = (
        UniqueConstraint("batch_id", "official_id"),
        CheckConstraint("number IN (1, 2)", name="number"),
    )

    batch_id: Mapped[str] = mapped_column(ForeignKey("paper_batches.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[str]
    official_name: Mapped[str]
    finished: Mapped[bool]


class PaperReadingRow(Table):
    """What one official read on one sheet, as the line that would be published."""

    __tablename__ = "paper_readings"

    batch_id: Mapped[str] = mapped_column(ForeignKey("paper_batches.id"), primary_key=True)
    entry: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str]


class PaperDecisionRow(Table):
    """What somebody proposes for a sheet on which the two officials differ, until a second person agrees."""

    __tablename__ = "paper_decisions"

    batch_id: Mapped[str] = mapped_column(ForeignKey("paper_batches.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str]
    proposed_by: Mapped[str]
    proposed_name: Mapped[str]


class PaperSheetRow(Table):
    """A sheet on which two people agree: what is counted. The primary key lets each place in a batch count once."""

    __tablename__ = "paper_sheets"

    batch_id: Mapped[str] = mapped_column(ForeignKey("paper_batches.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str]


class PaperAuditRow(Table):
    """The audit of a cycle: the fixed record, then the lot that was thrown, then what was found."""

    __tablename__ = "paper_audits"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    salt: Mapped[str]
    record: Mapped[str]
    seed: Mapped[str | None]
    drawn: Mapped[list[Any] | None]
    finding: Mapped[dict[str, Any] | None]
