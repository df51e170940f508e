"""The photos that everybody sees: our own encoding, only while the proposal is public."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.pictures.picture import MEDIA_TYPE
from proposals.storage.photos import list_photos, read_photo
from proposals.storage.proposals import find_proposal
from proposals.web.rounds import find_round

if TYPE_CHECKING:
    from proposals.web.panels import Visit


@get(
    "/cycles/{cycle:str}/proposals/{number:int}/photos/{photo:str}/{size:str}",
    access=PUBLIC,
    sync_to_thread=True,
    session=False,
)
def send_photo(
    cycle: FromPath[str],
    number: FromPath[int],
    photo: FromPath[str],
    size: FromPath[str],
    database: NamedDependency[Database],
) -> Response[bytes]:
    """Send a photo. A browser may keep it for an hour: a hidden proposal's photos are not to be seen for long."""
    if size not in ("large", "small"):
        raise NotFoundError
    with database.read() as work:
        proposal = find_proposal(work, find_round(work, cycle).id, number)
        if not proposal.is_public:
            raise NotFoundError
        content = read_photo(work, proposal, photo, is_large=size == "large")
    headers = {
        "cache-control": "private, max-age=3600",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def read_photos(visit: "Visit") -> Mapping[str, object] | None:
    """Return the photos of a proposal; None without any."""
    photos = list_photos(visit.work, visit.proposal)
    return {"photos": photos} if photos else None


HANDLERS = (send_photo,)
