"""The tables of merges and splits. Their rows are never deleted: they are the history that an undo rests on."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class MergeRow(Table):
    """A merge that was asked for, and what became of it."""

    __tablename__ = "proposal_merges"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'done', 'refused', 'lapsed', 'stopped', 'undone')", name="state"),
        Index("ix_proposal_merges_cycle", "cycle_id", "asked_at"),
        Index("ix_proposal_merges_due", "state", "due_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    into_number: Mapped[int]
    wording: Mapped[dict[str, Any]]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    later: Mapped[dict[str, Any] | None]


class MergePartyRow(Table):
    """A proposal in a merge, with its author's answer and the text it had."""

    __tablename__ = "proposal_merge_parties"
    __table_args__ = (CheckConstraint("consent IN ('waiting', 'agreed', 'refused')", name="consent"),)

    merge_id: Mapped[str] = mapped_column(ForeignKey("proposal_merges.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    consent: Mapped[str]
    answered_at: Mapped[datetime | None]
    before: Mapped[dict[str, Any]]


class SplitRow(Table):
    """A proposal that was made two."""

    __tablename__ = "proposal_splits"
    __table_args__ = (Index("ix_proposal_splits_cycle", "cycle_id", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    source: Mapped[int]
    part: Mapped[int]
    before: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    later: Mapped[dict[str, Any] | None]
