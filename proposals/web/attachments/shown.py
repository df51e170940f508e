"""The attachments that everybody sees: made anew by us, only while the proposal is public."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.kernel.errors import NotFoundError
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.sandboxed import send_document, send_picture
from proposals.core.proposal import Proposal
from proposals.storage.attachments import list_attachments, read_document, read_photo
from proposals.storage.proposals import find_proposal
from proposals.web.rounds import find_round

if TYPE_CHECKING:
    from proposals.web.panels import Visit


AN_HOUR = "private, max-age=3600"
"""For so long a browser may keep it, and no longer: what is hidden is not to be seen for long."""


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
    """Send a photo."""
    if size not in ("large", "small"):
        raise NotFoundError
    with database.read() as work:
        content = read_photo(work, _public(work, cycle, number), photo, is_large=size == "large")
    return send_picture(content, AN_HOUR)


@get(
    "/cycles/{cycle:str}/proposals/{number:int}/documents/{document:str}",
    access=PUBLIC,
    sync_to_thread=True,
    session=False,
)
def send_public_document(
    cycle: FromPath[str],
    number: FromPath[int],
    document: FromPath[str],
    database: NamedDependency[Database],
) -> Response[bytes]:
    """Send a document."""
    with database.read() as work:
        content = read_document(work, _public(work, cycle, number), document)
    return send_document(content, AN_HOUR, f"proposal-{number}")


def _public(work: Work, cycle: str, number: int) -> Proposal:
    proposal = find_proposal(work, find_round(work, cycle).id, number)
    if not proposal.is_public:
        raise NotFoundError
    return proposal


def read_attachments(visit: "Visit") -> Mapping[str, object] | None:
    """Return the attachments of a proposal; None without any."""
    attached = list_attachments(visit.work, visit.proposal)
    return {"attached": attached} if attached else None


HANDLERS = (send_photo, send_public_document)
