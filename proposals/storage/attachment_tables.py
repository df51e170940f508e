"""The tables of proposals' attachments, in the database, so that a backup holds them and every process has them.

Each belongs to a proposal or to its draft: sending changes neither's id, and no foreign key could point at both.
"""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, deferred, mapped_column

from pb.storage.base import Table


class _Attached:
    """What photos and documents have in common."""

    id: Mapped[str] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(index=True)
    words: Mapped[str]
    language: Mapped[str]
    taken_in: Mapped[datetime]


class ProposalPhotoRow(_Attached, Table):
    """One photo, encoded anew, in two sizes."""

    __tablename__ = "proposal_photos"

    width: Mapped[int]
    height: Mapped[int]
    large: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    small: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))


class ProposalDocumentRow(_Attached, Table):
    """One document (PDF), written anew."""

    __tablename__ = "proposal_documents"

    pages: Mapped[int]
    weight: Mapped[int]
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))


AttachmentRow = ProposalPhotoRow | ProposalDocumentRow
