"""A participant's own page: drafts, what they write, invitations, and what they support and follow."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.kernel.clock import Clock
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.fields import NumberField, optional
from pb.web.forms import read_query
from pb.web.pages import go_to, page
from pb.web.sessions import Session
from proposals.core.participant import fold_address
from proposals.core.review import AnsweredProposal
from proposals.core.visibility import public_status
from proposals.storage.coauthors import list_invitations
from proposals.storage.drafts import find_draft
from proposals.storage.own_comments import list_own_comments
from proposals.storage.own_pages import list_chosen, list_drafts, list_written
from proposals.web.authorship import own_proposals, remember
from proposals.web.participants.identity import ask_who, participant_of
from proposals.web.participants.links import make_invitation_secret
from proposals.web.words import STATUS

WRITTEN = optional(NumberField("written", Message("Page"), minimum=1))
SAID = optional(NumberField("comments", Message("Page"), minimum=1))
CHOSEN = optional(NumberField("chosen", Message("Page"), minimum=1))


@get("/me", access=PUBLIC, sync_to_thread=True)
def show_own(
    request: WebRequest,
    database: NamedDependency[Database],
    session: NamedDependency[Session],
    clock: NamedDependency[Clock],
) -> Response[str]:
    """Show a participant their own page; a visitor is asked for the address first."""
    form = read_query(request, WRITTEN, SAID, CHOSEN)
    wanted = (1, 1, 1) if form.faults else tuple(form[field] or 1 for field in (WRITTEN, SAID, CHOSEN))
    with database.read() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, "me")
        known = own_proposals(session)
        cycles = {cycle.id: cycle for cycle in work.list_cycles()}
        drafts = list_drafts(work, participant, known)
        written = list_written(work, participant, known, wanted[0])
        said = list_own_comments(work, participant, wanted[1])
        chosen = list_chosen(work, participant, wanted[2])
        invitations = list_invitations(work, participant, clock.now())
    key = toolkit_of(request).secret
    return page(
        request,
        "me/own.html",
        participant=participant,
        cycles=cycles,
        drafts=drafts,
        written=written,
        written_states=[_state(cycles, one.answer) for one in written.entries],
        comments=said,
        chosen=chosen,
        chosen_states=[_state(cycles, one.answer) for one in chosen.entries],
        invitations=[(make_invitation_secret(key, one.id), proposal) for one, proposal in invitations],
    )


@get("/me/drafts/{draft:str}", access=PUBLIC, sync_to_thread=True)
def open_draft(
    request: WebRequest,
    draft: FromPath[str],
    database: NamedDependency[Database],
    session: NamedDependency[Session],
) -> Response[str]:
    """Go on with a draft of one's own. Raises NotFoundError, alike for unknown ones and other people's."""
    with database.read() as work:
        participant = participant_of(work, session)
        if participant is None:
            return ask_who(request, f"me/drafts/{draft}")
        found = find_draft(work, ProposalId(draft))
    is_own = found is not None and (
        found.id in own_proposals(session) or fold_address(found.content.contact) == participant.address
    )
    if found is None or not is_own:
        raise NotFoundError
    remember(session, found.id)
    return go_to(request, f"cycles/{found.cycle}/propose/check")


def _state(cycles: dict[CycleId, Cycle], answer: AnsweredProposal) -> tuple[Message, str]:
    return STATUS[public_status(cycles[answer.proposal.cycle], answer.proposal, answer.review)]


HANDLERS = (show_own, open_draft)
