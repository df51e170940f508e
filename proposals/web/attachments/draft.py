"""Attachments of a proposal that isn't sent yet: a step of writing it, seen by its writer alone."""

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
from pb.web.sandboxed import send_document, send_picture
from pb.web.sessions import Session
from proposals.core.attachments import WORDS_MAXIMUM, Attachments
from proposals.core.proposal import Draft
from proposals.core.submission_steps import Step, previous_step
from proposals.storage.attachments import (
    list_attachments,
    read_document,
    read_photo,
    remove_attachment,
)
from proposals.web.attachments.upload import UPLOAD_BYTES, count_upload, keep_upload, read_name, read_upload
from proposals.web.authorship import current_draft
from proposals.web.propose.write import CHECK, name_next, read_then
from proposals.web.rounds import find_round, require_submission

NOT_KEPT = "no-store"
PATH = "/cycles/{cycle:str}/propose/write/attachments"


@get(PATH, access=PUBLIC, sync_to_thread=True)
def show_draft_attachments(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Show the attachments there are, and the form for another. Without a draft, where writing begins."""
    with database.read() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft = current_draft(work, session, found)
        attached = list_attachments(work, draft) if draft else Attachments()
    if draft is None:
        return go_to(request, f"cycles/{cycle}/propose")
    return _show(request, found, attached, new_form(request))


@post(PATH, access=PUBLIC, sync_to_thread=True, request_max_body_size=UPLOAD_BYTES)
def take_draft_attachment_in(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Take a photo or document in, made anew. Raises NotFoundError without a draft."""
    with database.write() as work:
        found = find_round(work, cycle)
        require_submission(found, engine, session)
        draft, attached = _read(work, session, found)
        count_upload(request, work, clock.now())
        work.commit()
    form, taken = read_upload(request)
    if taken is not None:
        with database.write() as work:
            held = work.hold_cycle(CycleId(cycle))
            draft, attached = _read(work, session, held)
            keep_upload(work, draft, form, taken, clock.now())
            work.commit()
    if form.faults:
        return _show(request, found, attached, form)
    return _go_back(request, cycle, Message("It has been added."))


@post(f"{PATH}/remove", access=PUBLIC, sync_to_thread=True)
def take_draft_attachment_out(
    request: WebRequest,
    cycle: FromPath[str],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
) -> Response[str]:
    """Remove a photo or document for good."""
    with database.write() as work:
        held = work.hold_cycle(CycleId(cycle))
        require_submission(held, engine, session)
        draft, _attached = _read(work, session, held)
        remove_attachment(work, draft, read_name(request))
        work.commit()
    return _go_back(request, cycle, Message("It has been removed."))


@get(f"{PATH}/photos/{{photo:str}}", access=PUBLIC, sync_to_thread=True)
def send_draft_photo(
    cycle: FromPath[str],
    photo: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[bytes]:
    """Send a photo, small, to the writer alone."""
    with database.read() as work:
        draft, _attached = _read(work, session, find_round(work, cycle))
        return send_picture(read_photo(work, draft, photo, is_large=False), NOT_KEPT)


@get(f"{PATH}/documents/{{document:str}}", access=PUBLIC, sync_to_thread=True)
def send_draft_document(
    cycle: FromPath[str],
    document: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[bytes]:
    """Send a document to the writer alone."""
    with database.read() as work:
        draft, _attached = _read(work, session, find_round(work, cycle))
        return send_document(read_document(work, draft, document), NOT_KEPT, "document")


def _read(work: Work, session: Session, cycle: Cycle) -> tuple[Draft, Attachments]:
    draft = current_draft(work, session, cycle)
    if draft is None:
        raise NotFoundError
    return draft, list_attachments(work, draft)


def _go_back(request: WebRequest, cycle: str, told: Message) -> Response[str]:
    then = f"?then={CHECK}" if read_then(request) == CHECK else ""
    return go_to(request, f"cycles/{cycle}/propose/write/attachments{then}", flash=told)


def _show(request: WebRequest, cycle: Cycle, attached: Attachments, form: Form) -> Response[str]:
    then = read_then(request)
    return page(
        request,
        "proposals/attachments/draft.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        attached=attached,
        maximum=WORDS_MAXIMUM,
        position=list(Step).index(Step.ATTACHMENTS) + 1,
        total=len(Step) + 1,
        then=f"?then={CHECK}" if then == CHECK else "",
        back=CHECK if then == CHECK else f"write/{previous_step(Step.ATTACHMENTS)}",
        following=name_next(Step.ATTACHMENTS, then),
        form=form,
    )


HANDLERS = (
    show_draft_attachments,
    take_draft_attachment_in,
    take_draft_attachment_out,
    send_draft_photo,
    send_draft_document,
)
