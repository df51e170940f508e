"""What a visitor's session knows of their own writing, and the private link for when the session has ended.

The link's token is made from the server's secret and the proposal's random id, so that it can be shown again while the
session lasts, and the database holds only its hash. It must never be written to a log or a journal.
"""

from litestar.exceptions import ClientException

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest, exchange_of
from pb.web.sessions import Session
from pb.web.toolkit import Toolkit
from proposals.core.private_link import LENGTH
from proposals.core.proposal import Draft, Proposal
from proposals.storage.drafts import find_draft
from proposals.storage.proposals import find_proposal

MOST = 50
"""Proposals one session remembers; older ones are reached by their links."""

PROPOSAL_FIELD = "proposal"
_SLOT = "own-proposals"


def own_proposals(session: Session) -> tuple[ProposalId, ...]:
    """Return the ids of what this session has written or opened, the newest last."""
    return tuple(ProposalId(name) for name in session.read(_SLOT, tuple[str, ...]) or ())


def remember(session: Session, proposal_id: ProposalId) -> None:
    """Let the session change what has this id."""
    others = (known for known in own_proposals(session) if known != proposal_id)
    session.write(_SLOT, (*others, proposal_id)[-MOST:])


def current_draft(work: Work, session: Session, cycle: Cycle) -> Draft | None:
    """Return the draft the session was last busy with in this round, or None."""
    for proposal_id in reversed(own_proposals(session)):
        draft = find_draft(work, proposal_id)
        if draft is not None and draft.cycle == cycle.id:
            return draft
    return None


def own_proposal(work: Work, session: Session, cycle: Cycle, number: int) -> Proposal:
    """Return a proposal that is this visitor's. Raises NotFoundError, alike for unknown ones and other people's."""
    proposal = find_proposal(work, cycle.id, number)
    if proposal.id not in own_proposals(session):
        raise NotFoundError(
            Message("This page is for the proposer. Open it by the private link you were given.")
        )
    return proposal


def named_proposal(request: WebRequest, session: Session) -> ProposalId:
    """Return the id a form names, if it is this visitor's. Raises NotFoundError, or 400 without one id."""
    sent = exchange_of(request.scope).fields.get(PROPOSAL_FIELD, ())
    if len(sent) != 1:
        raise ClientException
    if sent[0] not in own_proposals(session):
        raise NotFoundError
    return ProposalId(sent[0])


def make_token(toolkit: Toolkit, proposal_id: ProposalId) -> str:
    """Return the token of a proposal's private link: 128 bits that only this server can make."""
    return toolkit.sign("proposal-link", proposal_id)[:LENGTH]


def private_link(toolkit: Toolkit, cycle: Cycle, proposal_id: ProposalId, language: str) -> str:
    """Return the whole address of a proposal's private link."""
    return link_address(toolkit, cycle.id, proposal_id, language)


def link_address(toolkit: Toolkit, cycle_id: CycleId, proposal_id: ProposalId, language: str) -> str:
    """Return the same for a cycle that is known by its id only."""
    token = make_token(toolkit, proposal_id)
    return f"{toolkit.public_url}/{language}/cycles/{cycle_id}/propose/link/{token}"
