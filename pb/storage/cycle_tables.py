"""The engine's tables: cycles, stages, handoffs, the journal and approvals."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class CycleRow(Table):
    """A cycle's declaration. The row is what writers of a cycle lock."""

    __tablename__ = "cycles"

    id: Mapped[str] = mapped_column(primary_key=True)
    declaration: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]


class StageRow(Table):
    """How far one stage of a cycle has come."""

    __tablename__ = "cycle_stages"
    __table_args__ = (CheckConstraint("status IN ('coming', 'open', 'closed')", name="status"),)

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class HandoffRow(Table):
    """What a stage handed on. The primary key lets each be written once."""

    __tablename__ = "handoffs"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    digest: Mapped[str]


class JournalRow(Table):
    """One entry of a cycle's journal. The primary key lets no two entries take one place."""

    __tablename__ = "journal"

    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    act: Mapped[str]
    stage: Mapped[str]
    actor_id: Mapped[str]
    actor_name: Mapped[str]
    details: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]


class ApprovalRow(Table):
    """A request for two-person approval, and the consent."""

    __tablename__ = "approvals"
    __table_args__ = (
        CheckConstraint("approved_by <> requested_by", name="two_people"),
        Index("ix_approvals_act", "cycle_id", "stage", "act"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    stage: Mapped[str]
    act: Mapped[str]
    subject: Mapped[str]
    amendment: Mapped[str]
    requested_by: Mapped[str]
    requested_name: Mapped[str]
    requested_at: Mapped[datetime]
    approved_by: Mapped[str | None]
    approved_name: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    spent: Mapped[bool]
