"""The tables of councils' statements.

A draft lies apart from what is filed, so that no list of statements can show one. Statements and answers are only ever
added, and the newest version stands; the primary key lets no two saves take one version.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class AskingRow(Table):
    """A request to a council. One that was taken back before anything was filed is gone; the journal keeps it."""

    __tablename__ = "statement_askings"

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), index=True)
    council: Mapped[str] = mapped_column(index=True)
    proposal_id: Mapped[str | None] = mapped_column(ForeignKey("proposals.id"), index=True)
    question: Mapped[dict[str, Any]]
    due: Mapped[datetime]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]


class StatementDraftRow(Table):
    """What a council is writing; gone when it is filed."""

    __tablename__ = "statement_drafts"

    asking_id: Mapped[str] = mapped_column(ForeignKey("statement_askings.id"), primary_key=True)
    version: Mapped[int]
    text: Mapped[dict[str, Any]]
    writer: Mapped[str]
    changed_at: Mapped[datetime]


class StatementRow(Table):
    """One filed version of a statement."""

    __tablename__ = "statements"

    asking_id: Mapped[str] = mapped_column(ForeignKey("statement_askings.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[dict[str, Any]]
    filer: Mapped[str]
    filed_at: Mapped[datetime]


class StatementAnswerRow(Table):
    """One saved version of the city's answer, to the version of the statement that it names."""

    __tablename__ = "statement_answers"
    __table_args__ = (CheckConstraint("effect IN ('changed', 'partly', 'not-changed')", name="effect"),)

    asking_id: Mapped[str] = mapped_column(ForeignKey("statement_askings.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answers: Mapped[int]
    heard: Mapped[dict[str, Any]]
    effect: Mapped[str]
    why: Mapped[dict[str, Any]]
    writer_name: Mapped[str]
    unit: Mapped[str]
    answered_at: Mapped[datetime]
