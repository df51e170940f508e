"""Authors add photos to their proposal, with words, and remove them, while proposals are taken."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.photos import MOST, WORDS_MAXIMUM, Photo
from proposals.core.proposal import Proposal
from proposals.storage.photos import list_photos, remove_photo
from proposals.web.authorship import own_proposal
from proposals.web.photos.upload import UPLOAD_BYTES, keep_picture, read_name, read_upload
from proposals.web.rounds import find_round, require_submission


@get("/cycles/{cycle:str}/propose/photos/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_photos(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the photos there are, and the form for another."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal, photos = _read(work, found, number, engine, session)
    return _show(request, found, proposal, photos, new_form(request))


@post(
    "/cycles/{cycle:str}/propose/photos/{number:int}",
    access=PUBLIC,
    sync_to_thread=True,
    request_max_body_size=UPLOAD_BYTES,
)
def take_photo_in(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a photo in, encoded anew; where and with what it was taken is gone."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal, photos = _read(work, found, number, engine, session)
    form, picture = read_upload(request)
    if picture is not None:
        with database.write() as work:
            held = work.load_cycle(CycleId(cycle))
            require_submission(held, engine, session)
            keep_picture(work, proposal, form, picture, clock.now())
            work.commit()
    if form.faults:
        return _show(request, found, proposal, photos, form)
    path = f"cycles/{cycle}/propose/photos/{number}"
    return go_to(request, path, flash=Message("The photo is public now."))


@post("/cycles/{cycle:str}/propose/photos/{number:int}/remove", access=PUBLIC, sync_to_thread=True)
def take_photo_out(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Remove a photo for good."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal, _photos = _read(work, held, number, engine, session)
        remove_photo(work, proposal, read_name(request))
        work.commit()
    path = f"cycles/{cycle}/propose/photos/{number}"
    return go_to(request, path, flash=Message("The photo has been removed."))


def _read(
    work: Work, cycle: Cycle, number: int, engine: Engine[Work], session: Session
) -> tuple[Proposal, tuple[Photo, ...]]:
    proposal = own_proposal(work, session, cycle, number)
    require_submission(cycle, engine, session)
    if not proposal.is_public:
        raise ConflictError(Message("This proposal has been withdrawn or hidden. It can't be changed."))
    return proposal, list_photos(work, proposal)


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, photos: tuple[Photo, ...], form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/photos/own.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        photos=photos,
        may_add=len(photos) < MOST,
        maximum=WORDS_MAXIMUM,
        form=form,
    )


HANDLERS = (show_photos, take_photo_in, take_photo_out)
