"""The tables of the review workbench: assignments, internal notes, questions to authors, and what excludes what."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class AssignmentRow(Table):
    """One unit's part in one answer. The unit that leads also stands in the proposal's own row."""

    __tablename__ = "review_assignments"
    __table_args__ = (
        Index("ix_review_assignments_officer", "officer"),
        Index("ix_review_assignments_due", "due"),
    )

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(primary_key=True)
    officer: Mapped[str]
    officer_name: Mapped[str]
    due: Mapped[datetime | None]


class InternalNoteRow(Table):
    """What an official tells the others. Read by `proposals.storage.internal_notes` only."""

    __tablename__ = "review_notes"

    id: Mapped[str] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), index=True)
    author: Mapped[str]
    unit: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]


class InformationRequestRow(Table):
    """A question to the author, with the answer once it has come."""

    __tablename__ = "information_requests"

    id: Mapped[str] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), index=True)
    question: Mapped[str]
    asked_by: Mapped[str]
    unit: Mapped[str]
    asked_at: Mapped[datetime]
    due: Mapped[datetime]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]


class ExclusionRow(Table):
    """Two proposals of which only one can be carried out; `first` has the lower id, so that a pair stands once."""

    __tablename__ = "proposal_exclusions"
    __table_args__ = (
        CheckConstraint("first < second", name="pair"),
        Index("ix_proposal_exclusions_second", "second"),
    )

    first: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    second: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    why: Mapped[str]
