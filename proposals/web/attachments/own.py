"""Authors add photos and documents to their proposal, with words, and remove them, while proposals are taken."""

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
from proposals.core.attachments import WORDS_MAXIMUM, Attachments
from proposals.core.proposal import Proposal
from proposals.storage.attachments import list_attachments, remove_attachment
from proposals.web.attachments.upload import UPLOAD_BYTES, count_upload, keep_upload, read_name, read_upload
from proposals.web.authorship import own_proposal
from proposals.web.rounds import find_round, require_submission


@get("/cycles/{cycle:str}/propose/attachments/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_attachments(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the attachments there are, and the form for another."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal, attached = _read(work, found, number, engine, session)
    return _show(request, found, proposal, attached, new_form(request))


@post(
    "/cycles/{cycle:str}/propose/attachments/{number:int}",
    access=PUBLIC,
    sync_to_thread=True,
    request_max_body_size=UPLOAD_BYTES,
)
def take_attachment_in(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a photo or document in, made anew; where and with what a photo was taken is gone."""
    with database.write() as work:
        found = find_round(work, cycle)
        proposal, attached = _read(work, found, number, engine, session)
        count_upload(request, work, clock.now())
        work.commit()
    form, taken = read_upload(request)
    if taken is not None:
        with database.write() as work:
            held = work.load_cycle(CycleId(cycle))
            # Read again: it may have been hidden or withdrawn while the file was read.
            proposal, attached = _read(work, held, number, engine, session)
            keep_upload(work, proposal, form, taken, clock.now())
            work.commit()
    if form.faults:
        return _show(request, found, proposal, attached, form)
    path = f"cycles/{cycle}/propose/attachments/{number}"
    return go_to(request, path, flash=Message("It is public now."))


@post("/cycles/{cycle:str}/propose/attachments/{number:int}/remove", access=PUBLIC, sync_to_thread=True)
def take_attachment_out(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Remove a photo or document for good."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal, _attached = _read(work, held, number, engine, session)
        remove_attachment(work, proposal, read_name(request))
        work.commit()
    path = f"cycles/{cycle}/propose/attachments/{number}"
    return go_to(request, path, flash=Message("It has been removed."))


def _read(
    work: Work, cycle: Cycle, number: int, engine: Engine[Work], session: Session
) -> tuple[Proposal, Attachments]:
    proposal = own_proposal(work, session, cycle, number)
    require_submission(cycle, engine, session)
    if not proposal.is_public:
        raise ConflictError(Message("This proposal has been withdrawn or hidden. It can't be changed."))
    return proposal, list_attachments(work, proposal)


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, attached: Attachments, form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/attachments/own.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        attached=attached,
        maximum=WORDS_MAXIMUM,
        form=form,
    )


HANDLERS = (show_attachments, take_attachment_in, take_attachment_out)
