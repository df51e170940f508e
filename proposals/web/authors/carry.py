"""Carrying one's proposal over to a round that takes proposals now: its text becomes a draft, to change and send."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError, NotNowError
from pb.kernel.ids import CycleId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import ChoiceField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.private_link import hash_token
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.core.rules import SUBMISSION, submission_rules
from proposals.storage.carries import find_copy, keep_copy, new_copy
from proposals.storage.proposals import find_sent
from proposals.web.authorship import make_token, remember, sent_proposal
from proposals.web.rounds import find_round, require_submission, roles_of


def list_open_rounds(work: Work, session: Session, proposal: Proposal) -> tuple[Cycle, ...]:
    """Return the rounds a proposal can be carried into now: none while its own round still takes changes."""
    if proposal.status not in (ProposalStatus.SENT, ProposalStatus.WITHDRAWN):
        return ()
    own = work.read_cycle(proposal.cycle)
    if own.is_open(SUBMISSION) or not own.has_closed(SUBMISSION):
        return ()
    return tuple(
        cycle
        for cycle in work.list_cycles()
        if cycle.id != own.id
        and cycle.is_open(SUBMISSION)
        and submission_rules(cycle).may_propose(roles_of(session))
    )


@get("/cycles/{cycle:str}/propose/carry/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_carry(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Ask into which round."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = sent_proposal(work, session, found, number)
        rounds = _require_rounds(work, session, proposal)
    return _show(request, found, proposal, rounds, new_form(request))


@post("/cycles/{cycle:str}/propose/carry/{number:int}", access=PUBLIC, sync_to_thread=True)
def carry(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Copy the proposal into a draft of the other round and open it. Pressed twice, it is one draft."""
    with database.write() as work:
        found = find_round(work, cycle)
        proposal = sent_proposal(work, session, found, number)
        rounds = _require_rounds(work, session, proposal)
        into = ChoiceField("round", Message("Round"), [one.id for one in rounds])
        form = read_form(request, into)
        if form.faults:
            return _show(request, found, proposal, rounds, form)
        held = work.load_cycle(CycleId(form[into]))
        require_submission(held, engine, session)
        copy = find_copy(work, proposal, held.id)
        if copy is None:
            draft = new_copy(proposal, held, clock.now())
            keep_copy(work, proposal, draft, hash_token(make_token(toolkit_of(request), draft.id)))
            copy = draft.id
        sent = find_sent(work, copy)
        work.commit()
    remember(session, copy)
    if sent is not None:
        return go_to(request, f"cycles/{held.id}/propose/done/{sent.number}")
    return go_to(request, f"cycles/{held.id}/propose/check")


def _require_rounds(work: Work, session: Session, proposal: Proposal) -> tuple[Cycle, ...]:
    if proposal.status not in (ProposalStatus.SENT, ProposalStatus.WITHDRAWN):
        raise ConflictError(Message("This proposal can't be carried over."))
    rounds = list_open_rounds(work, session, proposal)
    if not rounds:
        raise NotNowError(Message("No other round takes proposals now."), "cycles")
    return rounds


def _show(
    request: WebRequest, cycle: Cycle, proposal: Proposal, rounds: tuple[Cycle, ...], form: Form
) -> Response[str]:
    return page(
        request,
        "proposals/carry.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        rounds=rounds,
        form=form,
    )


HANDLERS = (show_carry, carry)
