"""What a visitor's session knows of their own writing, and the private link for when the session has ended.

The link's token is made from the server's secret and the proposal's random id, so that it can be shown again while the
session lasts, and the database holds only its hash. It must never be written to a log or a journal.
"""

from litestar.exceptions import ClientException

from pb.engine.cycle import Cycle
from pb.kernel.errors import NotAllowedError, NotFoundError
from pb.kernel.ids import CycleId, ProposalId
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work
from pb.web.exchange import WebRequest, exchange_of
from pb.web.sessions import Session
from pb.web.toolkit import Toolkit
from proposals.core.authors import Authorship
from proposals.core.participant import fold_address
from proposals.core.private_link import LENGTH
from proposals.core.proposal import Draft, Proposal
from proposals.storage.coauthors import is_coauthor
from proposals.storage.drafts import find_draft
from proposals.storage.proposals import find_proposal
from proposals.web.participants.identity import participant_of

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


def forget_own(session: Session) -> None:
    """Let the session change nothing any more, as when somebody leaves a shared computer."""
    session.remove(_SLOT)


def current_draft(work: Work, session: Session, cycle: Cycle) -> Draft | None:
    """Return the draft the session was last busy with in this round, or None."""
    for proposal_id in reversed(own_proposals(session)):
        draft = find_draft(work, proposal_id)
        if draft is not None and draft.cycle == cycle.id:
            return draft
    return None


def authorship_of(work: Work, session: Session, proposal: Proposal) -> Authorship | None:
    """Return what a visitor is to a proposal, or None.

    The proposer is who holds the private link, or takes part under the address given with the proposal.
    """
    if proposal.id in own_proposals(session):
        return Authorship.PROPOSER
    participant = participant_of(work, session)
    if participant is None:
        return None
    if participant.address == fold_address(proposal.contact):
        return Authorship.PROPOSER
    return Authorship.COAUTHOR if is_coauthor(work, proposal, participant.id) else None


def is_author(session: Session, work: Work, proposal: Proposal) -> bool:
    """Whether a visitor may change a proposal: its proposer or a co-author."""
    return authorship_of(work, session, proposal) is not None


def is_proposer(session: Session, work: Work, proposal: Proposal) -> bool:
    """Whether a visitor is the one who sent a proposal, who alone invites, withdraws and carries over."""
    return authorship_of(work, session, proposal) is Authorship.PROPOSER


def own_proposal(work: Work, session: Session, cycle: Cycle, number: int) -> Proposal:
    """Return a proposal that this visitor writes. Raises NotFoundError, alike for unknown ones and other people's."""
    proposal = find_proposal(work, cycle.id, number)
    if not is_author(session, work, proposal):
        raise NotFoundError(
            Message("This page is for the proposer. Open it by the private link you were given.")
        )
    return proposal


def sent_proposal(work: Work, session: Session, cycle: Cycle, number: int) -> Proposal:
    """Return a proposal that this visitor has sent. Raises NotFoundError; for a co-author NotAllowedError."""
    proposal = own_proposal(work, session, cycle, number)
    if not is_proposer(session, work, proposal):
        raise NotAllowedError(Message("Only the one who sent the proposal can do this."))
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
