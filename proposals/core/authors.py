"""Who writes a proposal: its proposer, and the co-authors whom the proposer invited.

A co-author may change the text and is listed by the name they chose. Only the proposer invites, withdraws and holds the
private link. An invitation carries an e-mail address, so it must never reach a page other than by its own link.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from pb.kernel.ids import ProposalId
from pb.kernel.language import Language
from proposals.core.participant import ParticipantId

InvitationId = NewType("InvitationId", str)
"""An invitation; random."""

INVITATION_LIFETIME = timedelta(days=14)
"""How long an invitation can be accepted."""

MOST_COAUTHORS = 10
"""Co-authors of one proposal, invited ones counted too."""

CALLED_MAXIMUM = 80


class Authorship(StrEnum):
    """What somebody is to a proposal."""

    PROPOSER = "proposer"
    COAUTHOR = "co-author"


@dataclass(frozen=True, slots=True)
class Coauthor:
    """Somebody who writes along, under a public name."""

    participant: ParticipantId
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """An invitation without an answer, as the proposer sees it: `called` is what the proposer calls the invited."""

    id: InvitationId
    called: str
    invited_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as its own link opens it."""

    id: InvitationId
    proposal: ProposalId
    address: str
    language: Language
    expires_at: datetime
