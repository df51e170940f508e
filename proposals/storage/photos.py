"""Photos of proposals and of their drafts: listed without their bytes, and sent one at a time."""

import secrets
from datetime import datetime

from sqlalchemy import delete, func, select

from pb.kernel.errors import InvalidInputError, NotFoundError
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.photos import MOST, Photo, PhotoId
from proposals.core.proposal import Written
from proposals.storage.photo_tables import ProposalPhotoRow
from proposals.storage.tables import DraftRow, ProposalRow


def list_photos(work: Work, written: Written) -> tuple[Photo, ...]:
    """Return the photos of a proposal, the first one first."""
    rows = work.session.scalars(
        select(ProposalPhotoRow)
        .where(ProposalPhotoRow.proposal_id == written.id)
        .order_by(ProposalPhotoRow.taken_in, ProposalPhotoRow.id)
    )
    return tuple(
        Photo(PhotoId(row.id), row.words, Language(row.language), row.width, row.height, row.taken_in)
        for row in rows
    )


def add_photo(
    work: Work,
    written: Written,
    words: str,
    encoded: tuple[bytes, bytes],
    size: tuple[int, int],
    now: datetime,
) -> None:
    """Keep a photo, ``encoded`` large and small. Raises InvalidInputError when there are as many as there may be.

    The cycle has to be held, so that two at once are counted one after the other.
    """
    mine = ProposalPhotoRow.proposal_id == written.id
    if (work.session.scalar(select(func.count()).select_from(ProposalPhotoRow).where(mine)) or 0) >= MOST:
        raise InvalidInputError(
            {"photo": Message("A proposal has at most %(most)s photos. Remove one first.", {"most": MOST})}
        )
    work.session.add(
        ProposalPhotoRow(
            id=secrets.token_hex(16),
            proposal_id=written.id,
            words=words,
            language=written.language.value,
            width=size[0],
            height=size[1],
            taken_in=now,
            large=encoded[0],
            small=encoded[1],
        )
    )
    work.session.flush()


def remove_photo(work: Work, written: Written, photo: str) -> None:
    """Remove a photo of a proposal. Raises NotFoundError for one that isn't there."""
    gone = delete(ProposalPhotoRow).where(
        ProposalPhotoRow.id == photo, ProposalPhotoRow.proposal_id == written.id
    )
    if work.session.execute(gone.returning(ProposalPhotoRow.id)).first() is None:
        raise NotFoundError


def read_photo(work: Work, written: Written, photo: str, *, is_large: bool) -> bytes:
    """Return the bytes of a photo (WebP). Raises NotFoundError."""
    column = ProposalPhotoRow.large if is_large else ProposalPhotoRow.small
    query = select(column).where(ProposalPhotoRow.id == photo, ProposalPhotoRow.proposal_id == written.id)
    content = work.session.scalars(query).one_or_none()
    if content is None:
        raise NotFoundError
    return content


def purge_photos(work: Work) -> int:
    """Remove the photos of drafts that were never sent and are gone, and return how many they were."""
    gone = delete(ProposalPhotoRow).where(
        ProposalPhotoRow.proposal_id.not_in(select(DraftRow.id)),
        ProposalPhotoRow.proposal_id.not_in(select(ProposalRow.id)),
    )
    return len(work.session.execute(gone.returning(ProposalPhotoRow.id)).all())
