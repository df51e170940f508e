"""Co-authors: inviting, answering an invitation, leaving. Each at most once for a person and a proposal.

An address is kept with an invitation until that is answered or has run out, and only for its letter.
"""

import secrets
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from pb.kernel.errors import ConflictError
from pb.kernel.ids import ProposalId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.outbox import Letter, post_letter
from pb.storage.unit_of_work import Work
from proposals.core.authors import (
    INVITATION_LIFETIME,
    MOST_COAUTHORS,
    Coauthor,
    Invitation,
    InvitationId,
    Pending,
)
from proposals.core.participant import Participant, ParticipantId, fold_address
from proposals.core.proposal import Proposal
from proposals.storage.author_tables import CoauthorRow, InvitationRow
from proposals.storage.participant_tables import ParticipantRow
from proposals.storage.participants import to_participant
from proposals.storage.rows import to_proposal
from proposals.storage.tables import ProposalRow

INVITATION = "coauthor-invitation"
"""The kind of the letter that invites."""


def list_coauthors(work: Work, proposal_id: ProposalId) -> tuple[Coauthor, ...]:
    """Return who writes along, the first to join first."""
    rows = work.session.scalars(
        select(CoauthorRow)
        .where(CoauthorRow.proposal_id == proposal_id)
        .order_by(CoauthorRow.since, CoauthorRow.participant_id)
    )
    return tuple(Coauthor(ParticipantId(row.participant_id), row.name, row.since) for row in rows)


def list_coauthor_addresses(work: Work, proposal_id: ProposalId) -> tuple[Participant, ...]:
    """Return the participants who write along, for letters to them, the first to join first."""
    rows = work.session.scalars(
        select(ParticipantRow)
        .join(CoauthorRow, CoauthorRow.participant_id == ParticipantRow.id)
        .where(CoauthorRow.proposal_id == proposal_id)
        .order_by(CoauthorRow.since, CoauthorRow.participant_id)
    )
    return tuple(to_participant(row) for row in rows)


def list_pending(work: Work, proposal_id: ProposalId, now: datetime) -> tuple[Pending, ...]:
    """Return the invitations without an answer, the oldest first. Only for the proposer."""
    rows = work.session.scalars(
        select(InvitationRow)
        .where(InvitationRow.proposal_id == proposal_id, InvitationRow.expires_at > now)
        .order_by(InvitationRow.invited_at, InvitationRow.id)
    )
    return tuple(Pending(InvitationId(row.id), row.called, row.invited_at) for row in rows)


def is_coauthor(work: Work, proposal: Proposal, participant: ParticipantId) -> bool:
    """Whether a participant writes a proposal along."""
    return work.session.get(CoauthorRow, (proposal.id, participant)) is not None


def invite(
    work: Work, proposal: Proposal, address: str, called: str, language: Language, now: datetime
) -> Invitation:
    """Invite an address by a letter; the caller commits. Raises ConflictError for one invited or present already.

    The cycle has to be held by `load_cycle`, so that never more than MOST_COAUTHORS come together.
    """
    folded = fold_address(address)
    if folded == fold_address(proposal.contact) or _writes_along(work, proposal, folded):
        raise ConflictError(Message("This address belongs to an author of the proposal already."))
    gone = (InvitationRow.proposal_id == proposal.id, InvitationRow.expires_at <= now)
    work.session.execute(delete(InvitationRow).where(*gone))
    if _count(work, InvitationRow, proposal) + _count(work, CoauthorRow, proposal) >= MOST_COAUTHORS:
        raise ConflictError(
            Message("A proposal can have at most %(most)s co-authors.", {"most": MOST_COAUTHORS})
        )
    row = InvitationRow(
        id=secrets.token_hex(16),
        proposal_id=proposal.id,
        address=folded,
        called=called,
        language=language.value,
        invited_at=now,
        expires_at=now + INVITATION_LIFETIME,
    )
    if _is_invited(work, proposal, folded):
        raise ConflictError(Message("This address has been invited already."))
    work.session.add(row)
    work.session.flush()
    values = {
        "invitation": row.id,
        "number": str(proposal.number),
        "title": proposal.title.in_language(language),
        "proposer": proposal.proposer,
    }
    post_letter(work, Letter(f"{INVITATION}:{row.id}", INVITATION, folded, language, values), now)
    return _to_invitation(row)


def find_invitation(work: Work, invitation_id: str, now: datetime) -> tuple[Invitation, Proposal] | None:
    """Return an invitation that can still be answered, with its proposal, or None."""
    row = work.session.get(InvitationRow, invitation_id)
    if row is None or row.expires_at <= now:
        return None
    return _to_invitation(row), to_proposal(work.session.get_one(ProposalRow, row.proposal_id))


def take_invitation(work: Work, invitation_id: str, now: datetime) -> bool:
    """Use an invitation up, whatever the answer; False when another request was first, or it has run out."""
    gone = delete(InvitationRow).where(InvitationRow.id == invitation_id, InvitationRow.expires_at > now)
    return work.session.execute(gone.returning(InvitationRow.id)).first() is not None


def recall_invitation(work: Work, proposal: Proposal, invitation_id: str) -> None:
    """Take an invitation back; answered meanwhile, nothing happens."""
    work.session.execute(
        delete(InvitationRow).where(
            InvitationRow.id == invitation_id, InvitationRow.proposal_id == proposal.id
        )
    )


def add_coauthor(
    work: Work, proposal: Proposal, participant: ParticipantId, name: str, now: datetime
) -> None:
    """Let a participant write along under a name; a second time, nothing happens."""
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    values = {"proposal_id": proposal.id, "participant_id": participant, "name": name, "since": now}
    work.session.execute(make(CoauthorRow).values(values).on_conflict_do_nothing())


def remove_coauthor(work: Work, proposal: Proposal, participant: ParticipantId) -> None:
    """End somebody's writing along; without it, nothing happens."""
    work.session.execute(
        delete(CoauthorRow).where(
            CoauthorRow.proposal_id == proposal.id, CoauthorRow.participant_id == participant
        )
    )


def list_coauthored(work: Work, participant: Participant) -> tuple[Proposal, ...]:
    """Return what a participant writes along, the newest first."""
    rows = work.session.scalars(
        select(ProposalRow)
        .join(CoauthorRow, CoauthorRow.proposal_id == ProposalRow.id)
        .where(CoauthorRow.participant_id == participant.id)
        .order_by(ProposalRow.sent_at.desc(), ProposalRow.number.desc())
    )
    return tuple(to_proposal(row) for row in rows)


def list_invitations(
    work: Work, participant: Participant, now: datetime
) -> tuple[tuple[Invitation, Proposal], ...]:
    """Return the invitations to a participant's address, the newest first."""
    rows = work.session.execute(
        select(InvitationRow, ProposalRow)
        .join(ProposalRow, ProposalRow.id == InvitationRow.proposal_id)
        .where(InvitationRow.address == participant.address, InvitationRow.expires_at > now)
        .order_by(InvitationRow.invited_at.desc(), InvitationRow.id)
    )
    return tuple((_to_invitation(row), to_proposal(proposal)) for row, proposal in rows)


def purge_invitations(work: Work, now: datetime) -> int:
    """Forget the invitations that nobody answered in time and return how many they were."""
    gone = delete(InvitationRow).where(InvitationRow.expires_at <= now)
    return len(work.session.execute(gone.returning(InvitationRow.id)).all())


def forget_invitations(work: Work, address: str) -> None:
    """Forget every invitation to an address."""
    work.session.execute(delete(InvitationRow).where(InvitationRow.address == address))


def _writes_along(work: Work, proposal: Proposal, address: str) -> bool:
    query = (
        select(CoauthorRow.name)
        .join(ParticipantRow, ParticipantRow.id == CoauthorRow.participant_id)
        .where(CoauthorRow.proposal_id == proposal.id, ParticipantRow.address == address)
    )
    return work.session.scalars(query).first() is not None


def _is_invited(work: Work, proposal: Proposal, address: str) -> bool:
    query = select(InvitationRow.id).where(
        InvitationRow.proposal_id == proposal.id, InvitationRow.address == address
    )
    return work.session.scalars(query).first() is not None


def _count(work: Work, table: type[InvitationRow] | type[CoauthorRow], proposal: Proposal) -> int:
    counted = select(func.count()).select_from(table).where(table.proposal_id == proposal.id)
    return work.session.scalar(counted) or 0


def _to_invitation(row: InvitationRow) -> Invitation:
    return Invitation(
        InvitationId(row.id),
        ProposalId(row.proposal_id),
        row.address,
        Language(row.language),
        row.expires_at,
    )
