"""The tables of co-authors and their invitations, of earlier versions, and of what was carried over to a later round."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class CoauthorRow(Table):
    """Somebody who writes along, under a public name; gone when they leave the service."""

    __tablename__ = "proposal_coauthors"
    __table_args__ = (Index("ix_proposal_coauthors_participant", "participant_id"),)

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    participant_id: Mapped[str] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str]
    since: Mapped[datetime]


class InvitationRow(Table):
    """An invitation without an answer. Its link's secret is made from `id` by the server and stands nowhere."""

    __tablename__ = "proposal_invitations"
    __table_args__ = (UniqueConstraint("proposal_id", "address"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    address: Mapped[str] = mapped_column(index=True)
    called: Mapped[str]
    language: Mapped[str]
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class VersionRow(Table):
    """What a proposal said from `since` on, until its next version. The text that stands now is not here."""

    __tablename__ = "proposal_versions"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]
    since: Mapped[datetime]


class CarryRow(Table):
    """A draft that began as a copy of an earlier proposal. `id` is the draft's, and stays when it is sent."""

    __tablename__ = "proposal_carries"
    __table_args__ = (UniqueConstraint("earlier_id", "cycle_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    earlier_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    cycle_id: Mapped[str] = mapped_column(ForeignKey("cycles.id"))
