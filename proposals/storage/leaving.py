"""Leaving for good: a participant's address and all that hangs on it are forgotten, in one transaction.

What was published stays: proposals, and texts under a shown name. No way leads from them back to the address.
"""

from sqlalchemy import delete, func, update

from pb.storage.outbox import forget_recipient
from pb.storage.unit_of_work import Work
from proposals.core.participant import Participant
from proposals.storage.coauthors import forget_invitations
from proposals.storage.comment_acts import forget_comment_author
from proposals.storage.participant_tables import ParticipantLinkRow, ParticipantRow
from proposals.storage.tables import DraftRow, ProposalRow


def forget_participant(work: Work, participant: Participant) -> None:
    """Forget a participant: supports, what they follow, writing along, links, invitations, letters, the address itself.

    Proposals and drafts that were sent with the address stay without it; their private links go on working.
    """
    address = participant.address
    for table in (ProposalRow, DraftRow):
        work.session.execute(update(table).where(func.lower(table.contact) == address).values(contact=""))
    forget_invitations(work, address)
    forget_comment_author(work, participant.id)
    work.session.execute(delete(ParticipantLinkRow).where(ParticipantLinkRow.address == address))
    work.session.execute(delete(ParticipantRow).where(ParticipantRow.id == participant.id))
    forget_recipient(work, address)
