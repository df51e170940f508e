"""The authors' own page of a proposal: who writes along, whom the proposer invites, and who leaves.

Only the proposer invites and removes; a co-author can leave. No address is shown here, not even one just typed.
"""

from datetime import timedelta

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.kernel.clock import Clock
from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest
from pb.web.fields import TextField
from pb.web.forms import Form, new_form, read_form
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from pb.web.throttle import Counted, Throttle, hide_address, hide_key, take_attempt
from proposals.core.authors import CALLED_MAXIMUM
from proposals.core.participant import ADDRESS_MAXIMUM, ParticipantId, fold_address, is_address
from proposals.core.proposal import Proposal
from proposals.core.rules import SUBMISSION
from proposals.storage.coauthors import (
    invite,
    list_coauthors,
    list_pending,
    recall_invitation,
    remove_coauthor,
)
from proposals.web.authorship import is_proposer, own_proposal, sent_proposal
from proposals.web.participants.identity import participant_of
from proposals.web.rounds import find_round, require_submission

CALLED = TextField("called", Message("Name of the person"), maximum=CALLED_MAXIMUM)
ADDRESS = TextField("address", Message("E-mail address"), maximum=ADDRESS_MAXIMUM)
WHO = TextField("who", Message("Co-author"), maximum=64)
INVITING = Throttle("coauthor-inviting", limit=20, period=timedelta(hours=1))
"""Invitations from one network."""
INVITED = Throttle("coauthor-invited", limit=3, period=timedelta(days=1))
"""Invitations to one address: nobody fills a stranger's mailbox with ours."""


@get("/cycles/{cycle:str}/propose/authors/{number:int}", access=PUBLIC, sync_to_thread=True)
def show_authors(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show who writes along."""
    with database.read() as work:
        found = find_round(work, cycle)
        proposal = own_proposal(work, session, found, number)
        return _show(request, work, session, clock, found, proposal, new_form(request))


@post("/cycles/{cycle:str}/propose/authors/{number:int}", access=PUBLIC, sync_to_thread=True)
def invite_coauthor(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    engine: NamedDependency[Engine[Work]],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
    language: NamedDependency[Language],
) -> Response[str]:
    """Send an invitation to the address."""
    with database.write() as work:
        held = work.load_cycle(CycleId(cycle))
        proposal = sent_proposal(work, session, held, number)
        require_submission(held, engine, session)
        _require_standing(proposal)
        form = read_form(request, CALLED, ADDRESS)
        if ADDRESS.name not in form.faults and not is_address(form[ADDRESS]):
            form.add_faults({ADDRESS.name: Message("Write the e-mail address in the form name@example.fi.")})
        if not form.faults:
            folded = fold_address(form[ADDRESS])
            counted = [
                Counted(INVITED, hide_key(request, "coauthor", folded)),
                Counted(INVITING, hide_address(request, "coauthor")),
            ]
            try:
                invite(work, proposal, folded, form[CALLED], language, clock.now())
            except ConflictError as error:
                form.add_faults({ADDRESS.name: error.message})
            else:
                take_attempt(work, counted, clock.now())
        if form.faults:
            return _show(request, work, session, clock, held, proposal, form)
        work.commit()
    sent = Message("The invitation has been sent.")
    return go_to(request, f"cycles/{cycle}/propose/authors/{number}", flash=sent)


@post("/cycles/{cycle:str}/propose/authors/{number:int}/recall", access=PUBLIC, sync_to_thread=True)
def recall(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Take an invitation back."""
    with database.write() as work:
        proposal = sent_proposal(work, session, find_round(work, cycle), number)
        form = read_form(request, WHO)
        form.refuse()
        recall_invitation(work, proposal, form[WHO])
        work.commit()
    taken = Message("The invitation has been taken back.")
    return go_to(request, f"cycles/{cycle}/propose/authors/{number}", flash=taken)


@post("/cycles/{cycle:str}/propose/authors/{number:int}/remove", access=PUBLIC, sync_to_thread=True)
def remove(
    request: WebRequest,
    cycle: FromPath[str],
    number: FromPath[int],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """End somebody's writing along: anybody's for the proposer, one's own for a co-author."""
    with database.write() as work:
        found = find_round(work, cycle)
        proposal = own_proposal(work, session, found, number)
        form = read_form(request, WHO)
        form.refuse()
        who = ParticipantId(form[WHO])
        participant = participant_of(work, session)
        is_own = participant is not None and participant.id == who
        if not is_own:
            sent_proposal(work, session, found, number)
        remove_coauthor(work, proposal, who)
        work.commit()
    if is_own:
        left = Message("You are no longer a co-author of the proposal.")
        return go_to(request, f"cycles/{cycle}/proposals/{number}", flash=left)
    removed = Message("The co-author has been removed.")
    return go_to(request, f"cycles/{cycle}/propose/authors/{number}", flash=removed)


def _require_standing(proposal: Proposal) -> None:
    if not proposal.is_public:
        raise ConflictError(
            Message("This proposal has been withdrawn, hidden or merged. It can't be changed.")
        )


def _show(
    request: WebRequest,
    work: Work,
    session: Session,
    clock: Clock,
    cycle: Cycle,
    proposal: Proposal,
    form: Form,
) -> Response[str]:
    participant = participant_of(work, session)
    may_invite = is_proposer(session, work, proposal)
    return page(
        request,
        "proposals/authors.html",
        status=422 if form.faults else 200,
        cycle=cycle,
        proposal=proposal,
        coauthors=list_coauthors(work, proposal.id),
        pending=list_pending(work, proposal.id, clock.now()) if may_invite else (),
        own_id=participant.id if participant else "",
        is_proposer=may_invite,
        may_invite=may_invite and cycle.is_open(SUBMISSION) and proposal.is_public,
        form=form,
    )


HANDLERS = (show_authors, invite_coauthor, recall, remove)
