"""The tables of participants: who they are, their one-time links, and what they support and follow."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class ParticipantRow(Table):
    """A confirmed address, folded and unique. `told_at`: what happened up to then is in a letter."""

    __tablename__ = "participants"
    __table_args__ = (CheckConstraint("pace IN ('at-once', 'daily', 'weekly', 'never')", name="pace"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    pace: Mapped[str]
    joined_at: Mapped[datetime]
    told_at: Mapped[datetime]


class ParticipantLinkRow(Table):
    """A link on its way to an address. Its secret is made from `id` by the server and stands nowhere."""

    __tablename__ = "participant_links"

    id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str]
    language: Mapped[str]
    next_page: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SupportRow(Table):
    """One participant's support of one proposal; the primary key lets nobody support twice."""

    __tablename__ = "proposal_supports"
    __table_args__ = (Index("ix_proposal_supports_participant", "participant_id"),)

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    participant_id: Mapped[str] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime]


class FollowRow(Table):
    """One participant's wish to be told of one proposal."""

    __tablename__ = "proposal_follows"
    __table_args__ = (Index("ix_proposal_follows_participant", "participant_id"),)

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    participant_id: Mapped[str] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime]


class NewsRow(Table):
    """Something that happened to a proposal and that followers are told. `occasion` makes what is told twice one."""

    __tablename__ = "proposal_news"
    __table_args__ = (Index("ix_proposal_news_proposal", "proposal_id", "at"),)

    occasion: Mapped[str] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
