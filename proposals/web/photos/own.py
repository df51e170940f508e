"""Authors add photos to their proposal, with words, and remove them, while proposals are taken."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, InvalidInputError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, exchange_of
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.pictures.picture import HEAVIEST, take_picture_in
from pb.web.sessions import Session
from proposals.core.photos import MOST, WORDS_MAXIMUM, Photo, check_words
from proposals.core.proposal import Proposal
from proposals.storage.photos import add_photo, list_photos, remove_photo
from proposals.web.authorship import own_proposal
from proposals.web.rounds import find_round, require_submission

WORDS = TextField("words", Message("What the photo shows"), WORDS_MAXIMUM, required=False)
FORM_BYTES = 64 * 1024


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
    request_max_body_size=HEAVIEST + FORM_BYTES,
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
    form = read_form(request, WORDS)
    form.add_faults(check_words("" if WORDS.name in form.faults else form[WORDS]))
    files = exchange_of(request.scope).files.get("photo", ())
    try:
        # Outside the transaction: encoding takes a moment, and on SQLite everybody who writes would wait for it.
        picture = take_picture_in(files[0].file.read() if files else b"", "photo")
        if not form.faults:
            with database.write() as work:
                held = work.load_cycle(CycleId(cycle))
                require_submission(held, engine, session)
                size = (picture.width, picture.height)
                add_photo(work, proposal, form[WORDS], (picture.large, picture.small), size, clock.now())
                work.commit()
    except InvalidInputError as error:
        form.add_faults(error.faults)
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
        form = read_form(request, TextField("photo", Message("Photo"), 32))
        form.refuse()
        remove_photo(work, proposal, str(form.typed["photo"]))
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
        "proposals/photos.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        photos=photos,
        may_add=len(photos) < MOST,
        maximum=WORDS_MAXIMUM,
        form=form,
    )


HANDLERS = (show_photos, take_photo_in, take_photo_out)
