"""Photos of a proposal that isn't sent yet: a step of writing it, seen by its writer alone."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.pictures.picture import MEDIA_TYPE
from pb.web.sessions import Session
from proposals.core.photos import MOST, WORDS_MAXIMUM, Photo
from proposals.core.proposal import Draft
from proposals.core.submission_steps import Step, previous_step
from proposals.storage.photos import list_photos, read_photo, remove_photo
from proposals.web.authorship import current_draft
from proposals.web.photos.upload import UPLOAD_BYTES, keep_picture, read_name, read_upload
from proposals.web.propose.write import CHECK, name_next, read_then
from proposals.web.rounds import find_round, require_submission

PATH = "/cycles/{cycle:str}/propose/write/photos"


@get(PATH, access=PUBLIC, sync_to_thread=True)
def show_draft_photos(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the photos there are, and the form for another. Without a draft, where writing begins."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft = current_draft(work, session, found)
        photos = list_photos(work, draft) if draft else ()
    if draft is None:
        return go_to(request, f"cycles/{cycle}/propose")
    return _show(request, found, photos, new_form(request))


@post(PATH, access=PUBLIC, sync_to_thread=True, request_max_body_size=UPLOAD_BYTES)
def take_draft_photo_in(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a photo in, encoded anew. Raises NotFoundError without a draft."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft, photos = _read(work, session, found)
    form, picture = read_upload(request)
    if picture is not None:
        with database.write() as work:
            held = work.hold_cycle(CycleId(cycle))
            draft, photos = _read(work, session, held)
            keep_picture(work, draft, form, picture, clock.now())
            work.commit()
    if form.faults:
        return _show(request, found, photos, form)
    return _go_back(request, cycle, Message("The photo has been added."))


@post(f"{PATH}/remove", access=PUBLIC, sync_to_thread=True)
def take_draft_photo_out(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Remove a photo for good."""
    with database.write() as work:
        held = work.hold_cycle(CycleId(cycle))
        require_submission(held, engine, session)
        draft, _photos = _read(work, session, held)
        remove_photo(work, draft, read_name(request))
        work.commit()
    return _go_back(request, cycle, Message("The photo has been removed."))


@get(f"{PATH}/{{photo:str}}", access=PUBLIC, sync_to_thread=True)
def send_draft_photo(
    cycle: FromPath[str],
    photo: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[bytes]:
    """Send a photo, small, to the writer alone."""
    with database.read() as work:
        draft, _photos = _read(work, session, find_round(work, cycle))
        content = read_photo(work, draft, photo, is_large=False)
    headers = {"cache-control": "no-store", "content-security-policy": "default-src 'none'; sandbox"}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def _read(work: Work, session: Session, cycle: Cycle) -> tuple[Draft, tuple[Photo, ...]]:
    draft = current_draft(work, session, cycle)
    if draft is None:
        raise NotFoundError
    return draft, list_photos(work, draft)


def _go_back(request: WebRequest, cycle: str, told: Message) -> Response[str]:
    then = f"?then={CHECK}" if read_then(request) == CHECK else ""
    return go_to(request, f"cycles/{cycle}/propose/write/photos{then}", flash=told)


def _show(request: WebRequest, cycle: Cycle, photos: tuple[Photo, ...], form: Form) -> Response[str]:
    then = read_then(request)
    return page(
        request,
        "proposals/photos/draft.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        photos=photos,
        may_add=len(photos) < MOST,
        maximum=WORDS_MAXIMUM,
        position=list(Step).index(Step.PHOTOS) + 1,
        total=len(Step) + 1,
        then=f"?then={CHECK}" if then == CHECK else "",
        back=CHECK if then == CHECK else f"write/{previous_step(Step.PHOTOS)}",
        following=name_next(Step.PHOTOS, then),
        form=form,
    )


HANDLERS = (show_draft_photos, take_draft_photo_in, take_draft_photo_out, send_draft_photo)
