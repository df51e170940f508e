"""Hiding a proposal from the public with a reason, and showing it again."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.actors import actor_of
from pb.web.exchange import WebRequest
from pb.web.forms import Form, new_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.moderation import Matter, Subject
from proposals.core.proposal import Proposal
from proposals.storage.letters import post_hidden, post_shown
from proposals.storage.moderation import mark_read
from proposals.storage.proposals import find_proposal
from proposals.storage.review_acts import hide, show_again
from proposals.web.acting import MODERATES
from proposals.web.moderation.fields import list_grounds, read_hiding
from proposals.web.review_fields import REASONS, reason_languages
from proposals.web.rounds import find_round


@get("/cycles/{cycle:str}/review/{number:int}/hide", access=MODERATES, sync_to_thread=True)
def show_hiding(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
) -> Response[str]:
    """Ask for the reason that the public will read."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = find_proposal(work, found.id, number)
    if not proposal.is_public:
        raise ConflictError(Message("This proposal has been withdrawn or hidden already."))
    return _show(request, found, proposal, new_form(request))


@post("/cycles/{cycle:str}/review/{number:int}/hide", access=MODERATES, sync_to_thread=True)
def hide_proposal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Hide the proposal, at any time in the round."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = find_proposal(work, held.id, number)
        form, reason = read_hiding(request, held)
        if reason is None:
            return _show(request, held, proposal, form)
        now = clock.now()
        hide(work, held, proposal, reason, actor_of(session), now)
        mark_read(work, Subject(Matter.PROPOSAL, proposal.id, number), now, now)
        post_hidden(work, proposal, reason, now)
        work.commit()
    told = Message("Proposal %(number)s is hidden.", {"number": number})
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=told)


@post("/cycles/{cycle:str}/review/{number:int}/show", access=MODERATES, sync_to_thread=True)
def show_proposal(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show a hidden proposal again."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal, now = find_proposal(work, held.id, number), clock.now()
        show_again(work, held, proposal, actor_of(session), now)
        mark_read(work, Subject(Matter.PROPOSAL, proposal.id, number), now, now)
        post_shown(work, proposal, now)
        work.commit()
    told = Message("Proposal %(number)s can be read again.", {"number": number})
    return go_to(request, f"cycles/{cycle}/review/{number}", flash=told)


def _show(request: WebRequest, cycle: Cycle, proposal: Proposal, form: Form) -> Response[str]:
    return page(
        request,
        "proposals/hide.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        grounds=list_grounds(cycle),
        reasons=[(language, REASONS[language], owed) for language, owed in reason_languages(cycle)],
        form=form,
    )


HANDLERS = (show_hiding, hide_proposal, show_proposal)
