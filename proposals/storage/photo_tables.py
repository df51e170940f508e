"""The table of proposals' photos. They lie in the database, so that a backup holds them and every process has them."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, deferred, mapped_column

from pb.storage.base import Table


class ProposalPhotoRow(Table):
    """One photo, encoded anew, of a proposal or of its draft: sending changes neither's id."""

    __tablename__ = "proposal_photos"

    id: Mapped[str] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(index=True)
    words: Mapped[str]
    language: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    taken_in: Mapped[datetime]
    large: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    small: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
