"""The tables of comments. Who wrote one lies in a table of its own, so that no list of comments can show it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class CommentRow(Table):
    """One comment, question or answer; a hidden one stays, with the reason. `is_unread`: no moderator has read it."""

    __tablename__ = "proposal_comments"
    __table_args__ = (
        CheckConstraint("kind IN ('comment', 'question', 'answer')", name="kind"),
        CheckConstraint("(due IS NOT NULL) = (kind = 'question')", name="due"),
        Index("ix_proposal_comments_thread", "proposal_id", "parent_id", "at"),
        Index("ix_proposal_comments_replies", "parent_id", "at"),
        Index("ix_proposal_comments_questions", "cycle_id", "kind", "answered_at", "due"),
        Index("ix_proposal_comments_unread", "cycle_id", "is_unread", "at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("proposal_comments.id"))
    kind: Mapped[str]
    text: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str]
    language: Mapped[str]
    at: Mapped[datetime]
    due: Mapped[date | None]
    answered_at: Mapped[datetime | None]
    hidden_reason: Mapped[dict[str, Any]]
    hidden_at: Mapped[datetime | None]
    is_unread: Mapped[bool]


class CommentAuthorRow(Table):
    """Who wrote a comment: a participant, or an account of the city. Never shown, and gone when they leave."""

    __tablename__ = "proposal_comment_authors"

    comment_id: Mapped[str] = mapped_column(ForeignKey("proposal_comments.id"), primary_key=True)
    author: Mapped[str] = mapped_column(index=True)
