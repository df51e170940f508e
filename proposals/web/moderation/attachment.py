"""Removing a photo or document that breaks the rules, with a reason for its author. The proposal stays as it is."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.attachments import Document, Photo
from proposals.core.proposal import Proposal
from proposals.storage.attachments import find_attachment
from proposals.storage.letters import post_attachment_removed
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import remove_unfit
from proposals.web.acting import MODERATES
from proposals.web.moderation.fields import list_grounds, read_hiding
from proposals.web.review_fields import REASONS, reason_languages
from proposals.web.rounds import find_round

PATH = "/cycles/{cycle:str}/review/{number:int}/attachments/{attachment:str}"


@get(PATH, access=MODERATES, sync_to_thread=True)
def show_removal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    attachment: FromPath[str],
    database: NamedDependency[Database],
) -> Response[str]:
    """Show the attachment and ask for the reason. Raises NotFoundError for one that is gone."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = _find_public(work, found, number)
        one = find_attachment(work, proposal, attachment)
    return _show(request, found, proposal, one, new_form(request))


@post(PATH, access=MODERATES, sync_to_thread=True)
def remove(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    attachment: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Remove the attachment for good, and tell its author why."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = _find_public(work, held, number)
        one = find_attachment(work, proposal, attachment)
        form, reason = read_hiding(request, held)
        if reason is None:
            return _show(request, held, proposal, one, form)
        remove_unfit(work, held, proposal, one.id, actor_of(session), clock.now())
        post_attachment_removed(work, proposal, one.words, reason, clock.now())
        work.commit()
    told = Message("It has been removed from proposal %(number)s.", {"number": number})
    return go_to(request, f"cycles/{cycle}/review/moderation?show=proposals", flash=told)


def _find_public(work: Work, cycle: Cycle, number: int) -> Proposal:
    proposal = find_proposal(work, cycle.id, number)
    if not proposal.is_public:
        raise ConflictError(Message("Nobody can read this proposal or what was added to it any more."))
    return proposal


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, attachment: Photo | Document, form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/moderation/attachment.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        attachment=attachment,
        is_photo=isinstance(attachment, Photo),
        grounds=list_grounds(cycle),
        reasons=[(language, REASONS[language], owed) for language, owed in reason_languages(cycle)],
        form=form,
    )


HANDLERS = (show_removal, remove)
