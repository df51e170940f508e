"""Attachments of proposals and of their drafts: listed without their bytes, and sent one at a time."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, delete, func, select

from pb.kernel.errors import InvalidInputError, NotFoundError
from pb.kernel.ids import ProposalId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from proposals.core.attachments import (
    MOST_DOCUMENTS,
    MOST_PHOTOS,
    AttachmentId,
    Attachments,
    Document,
    Photo,
)
from proposals.core.proposal import Written
from proposals.storage.attachment_tables import AttachmentRow, ProposalDocumentRow, ProposalPhotoRow
from proposals.storage.tables import DraftRow, ProposalRow

R = TypeVar("R", ProposalPhotoRow, ProposalDocumentRow)

ROWS: tuple[type[AttachmentRow], ...] = (ProposalPhotoRow, ProposalDocumentRow)
FULL = {
    ProposalPhotoRow: (
        MOST_PHOTOS,
        Message("A proposal has at most %(most)s photos. Remove one first.", {"most": MOST_PHOTOS}),
    ),
    ProposalDocumentRow: (
        MOST_DOCUMENTS,
        Message("A proposal has at most %(most)s documents. Remove one first.", {"most": MOST_DOCUMENTS}),
    ),
}


def list_attachments(work: Work, written: Written) -> Attachments:
    """Return the attachments of a proposal or draft, the first ones first."""
    return list_attachments_of(work, [written.id])[written.id]


def list_attachments_of(work: Work, ids: Collection[ProposalId]) -> Mapping[ProposalId, Attachments]:
    """Return the attachments of several proposals or drafts by their ids, in two queries."""
    photos: dict[str, list[Photo]] = {}
    documents: dict[str, list[Document]] = {}
    for photo in work.session.scalars(_of(ProposalPhotoRow, ids)):
        photos.setdefault(photo.proposal_id, []).append(
            Photo(
                AttachmentId(photo.id),
                photo.words,
                Language(photo.language),
                photo.width,
                photo.height,
                photo.taken_in,
            )
        )
    for row in work.session.scalars(_of(ProposalDocumentRow, ids)):
        documents.setdefault(row.proposal_id, []).append(
            Document(
                AttachmentId(row.id), row.words, Language(row.language), row.pages, row.weight, row.taken_in
            )
        )
    return {one: Attachments(tuple(photos.get(one, ())), tuple(documents.get(one, ()))) for one in ids}


def find_attachment(work: Work, written: Written, attachment: str) -> Photo | Document:
    """Return a photo or document of a proposal. Raises NotFoundError."""
    attached = list_attachments(work, written)
    every: list[Photo | Document] = [*attached.photos, *attached.documents]
    found = next((one for one in every if one.id == attachment), None)
    if found is None:
        raise NotFoundError
    return found


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
    _require_room(work, ProposalPhotoRow, written)
    large, small = encoded
    photo = ProposalPhotoRow(
        **_name(written, words, now), width=size[0], height=size[1], large=large, small=small
    )
    work.session.add(photo)
    work.session.flush()


def add_document(work: Work, written: Written, words: str, content: bytes, pages: int, now: datetime) -> None:
    """Keep a document. Raises InvalidInputError when there are as many as there may be; see `add_photo`."""
    _require_room(work, ProposalDocumentRow, written)
    named = _name(written, words, now)
    work.session.add(ProposalDocumentRow(**named, pages=pages, weight=len(content), content=content))
    work.session.flush()


def remove_attachment(work: Work, written: Written, attachment: str) -> None:
    """Remove a photo or document of a proposal. Raises NotFoundError for one that isn't there."""
    removed = [
        work.session.execute(
            delete(row).where(row.id == attachment, row.proposal_id == written.id).returning(row.id)
        ).first()
        for row in ROWS
    ]
    if not any(removed):
        raise NotFoundError


def read_photo(work: Work, written: Written, photo: str, *, is_large: bool) -> bytes:
    """Return the bytes of a photo (WebP). Raises NotFoundError."""
    column = ProposalPhotoRow.large if is_large else ProposalPhotoRow.small
    query = select(column).where(ProposalPhotoRow.id == photo, ProposalPhotoRow.proposal_id == written.id)
    return _required(work.session.scalars(query).one_or_none())


def read_document(work: Work, written: Written, document: str) -> bytes:
    """Return the bytes of a document (PDF). Raises NotFoundError."""
    query = select(ProposalDocumentRow.content).where(
        ProposalDocumentRow.id == document, ProposalDocumentRow.proposal_id == written.id
    )
    return _required(work.session.scalars(query).one_or_none())


def purge_attachments(work: Work) -> int:
    """Remove what was added to drafts that were never sent and are gone, and return how many there were."""
    gone = [
        delete(row)
        .where(row.proposal_id.not_in(select(DraftRow.id)), row.proposal_id.not_in(select(ProposalRow.id)))
        .returning(row.id)
        for row in ROWS
    ]
    return sum(len(work.session.execute(one).all()) for one in gone)


def _of(row: type[R], ids: Collection[ProposalId]) -> Select[R]:
    return select(row).where(row.proposal_id.in_(ids)).order_by(row.taken_in, row.id)


def _require_room(work: Work, row: type[AttachmentRow], written: Written) -> None:
    most, full = FULL[row]
    query = select(func.count()).select_from(row).where(row.proposal_id == written.id)
    if (work.session.scalar(query) or 0) >= most:
        raise InvalidInputError({"file": full})


def _name(written: Written, words: str, now: datetime) -> dict[str, Any]:
    return {
        "id": secrets.token_hex(16),
        "proposal_id": written.id,
        "words": words,
        "language": written.language.value,
        "taken_in": now,
    }


def _required(content: bytes | None) -> bytes:
    if content is None:
        raise NotFoundError
    return content
