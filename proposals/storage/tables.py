"""The tables of submission and review.

Drafts lie apart from proposals, so that no list of proposals can show one. Reviews are only ever added: the newest
version of a proposal's review is the one that stands, and the primary key lets no two saves take one version.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pb.storage.base import Table
from proposals.storage.search_tables import TermsRow


class DraftRow(Table):
    """A proposal not sent yet; gone once it is sent, or by `purge_drafts`."""

    __tablename__ = "proposal_drafts"

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    link_hash: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str]
    why: Mapped[str]
    area: Mapped[str]
    proposer: Mapped[str]
    contact: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    point: Mapped[str] = mapped_column(default="")
    author_kind: Mapped[str] = mapped_column(default="alone")
    guide: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(index=True)


class ProposalRow(Table):
    """A sent proposal, with the terms that search compares."""

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("cycle_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("status IN ('sent', 'withdrawn', 'hidden', 'merged')", name="status"),
        CheckConstraint("author_kind IN ('alone', 'group', 'association', 'class')", name="author_kind"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point"),
        CheckConstraint("(merged_into IS NULL) = (status <> 'merged')", name="merged"),
        Index("ix_proposals_area", "cycle_id", "area", "number"),
        Index("ix_proposals_theme", "cycle_id", "theme", "number"),
        Index("ix_proposals_status", "cycle_id", "status", "sent_at"),
        Index("ix_proposals_merged", "cycle_id", "merged_into"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    number: Mapped[int]
    link_hash: Mapped[str | None] = mapped_column(unique=True)
    title: Mapped[dict[str, Any]]
    text: Mapped[dict[str, Any]]
    why: Mapped[dict[str, Any]]
    area: Mapped[str]
    proposer: Mapped[str]
    contact: Mapped[str]
    language: Mapped[str]
    status: Mapped[str]
    unit: Mapped[str]
    removal_reason: Mapped[dict[str, Any]]
    removed_at: Mapped[datetime | None]
    merged_into: Mapped[int | None]
    split_from: Mapped[int | None]
    theme: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    author_kind: Mapped[str] = mapped_column(default="alone")
    guide: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    terms: Mapped[TermsRow | None] = relationship(TermsRow)


class ReviewRow(Table):
    """One saved version of the city's answer to a proposal."""

    __tablename__ = "proposal_reviews"
    __table_args__ = (
        CheckConstraint("feasibility IN ('feasible', 'not-feasible')", name="feasibility"),
        CheckConstraint("cost >= 0", name="cost"),
    )

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    feasibility: Mapped[str]
    cost: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[dict[str, Any]]
    cost_low: Mapped[int] = mapped_column(BigInteger, default=0)
    upkeep: Mapped[int] = mapped_column(BigInteger, default=0)
    source: Mapped[str] = mapped_column(default="")
    assessments: Mapped[list[Any]] = mapped_column(default=list)
    reviewer: Mapped[str]
    reviewer_name: Mapped[str]
    unit: Mapped[str]
    decided_at: Mapped[datetime]
