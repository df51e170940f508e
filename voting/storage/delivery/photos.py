"""Photos: listed without their bytes, and sent one at a time."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select

from pb.kernel.errors import InvalidInputError, NotFoundError
from pb.kernel.ids import CycleId, ProjectId
from pb.kernel.language import LocalizedText
from pb.kernel.message import Message
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from voting.core.delivery.photo import MOST, Photo, PhotoId
from voting.storage.delivery.tables import DeliveryPhotoRow


def list_photos(work: Work, cycle_id: CycleId) -> Mapping[ProjectId, tuple[Photo, ...]]:
    """Return the photos of every project of a round, the newest first."""
    rows = work.session.scalars(
        select(DeliveryPhotoRow)
        .where(DeliveryPhotoRow.cycle_id == cycle_id)
        .order_by(DeliveryPhotoRow.taken_in.desc(), DeliveryPhotoRow.id)
    )
    found: dict[ProjectId, tuple[Photo, ...]] = {}
    for row in rows:
        photo = _to_photo(row)
        found[photo.project] = (*found.get(photo.project, ()), photo)
    return found


def add_photo(
    work: Work,
    cycle_id: CycleId,
    project: ProjectId,
    alternative: LocalizedText,
    encoded: tuple[bytes, bytes],
    size: tuple[int, int],
    now: datetime,
) -> Photo:
    """Keep a photo, ``encoded`` large and small. Raises InvalidInputError when the project has as many as it may."""
    mine = (DeliveryPhotoRow.cycle_id == cycle_id, DeliveryPhotoRow.project == project)
    if (work.session.scalar(select(func.count()).select_from(DeliveryPhotoRow).where(*mine)) or 0) >= MOST:
        raise InvalidInputError(
            {"photo": Message("A project has at most %(most)s photos. Remove one first.", {"most": MOST})}
        )
    row = DeliveryPhotoRow(
        id=secrets.token_hex(16),
        cycle_id=cycle_id,
        project=project,
        alternative=to_plain(alternative),
        width=size[0],
        height=size[1],
        taken_in=now,
        large=encoded[0],
        small=encoded[1],
    )
    work.session.add(row)
    work.session.flush()
    return _to_photo(row)


def remove_photo(work: Work, cycle_id: CycleId, project: ProjectId, photo: str) -> None:
    """Remove a photo of a project. Raises NotFoundError for one that isn't there."""
    gone = work.session.execute(
        delete(DeliveryPhotoRow)
        .where(
            DeliveryPhotoRow.id == photo,
            DeliveryPhotoRow.cycle_id == cycle_id,
            DeliveryPhotoRow.project == project,
        )
        .returning(DeliveryPhotoRow.id)
    )
    if gone.first() is None:
        raise NotFoundError


def read_photo(work: Work, cycle_id: CycleId, photo: str, *, is_large: bool) -> bytes:
    """Return the bytes of a photo (WebP). Raises NotFoundError."""
    column = DeliveryPhotoRow.large if is_large else DeliveryPhotoRow.small
    query = select(column).where(DeliveryPhotoRow.id == photo, DeliveryPhotoRow.cycle_id == cycle_id)
    content = work.session.scalars(query).one_or_none()
    if content is None:
        raise NotFoundError
    return content


def _to_photo(row: DeliveryPhotoRow) -> Photo:
    return Photo(
        PhotoId(row.id),
        ProjectId(row.project),
        from_plain(row.alternative, LocalizedText),
        row.width,
        row.height,
        row.taken_in,
    )
