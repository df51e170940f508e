"""The tables of participants and their one-time links."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class ParticipantRow(Table):
    """A confirmed address, folded and unique."""

    __tablename__ = "participants"

    id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    joined_at: Mapped[datetime]


class ParticipantLinkRow(Table):
    """A link on its way to an address. Its secret is made from `id` by the server and stands nowhere."""

    __tablename__ = "participant_links"

    id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str]
    language: Mapped[str]
    next_page: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)
