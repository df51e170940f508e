"""What a proposal's page shows of support and following."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from proposals.storage.supporters import count_supporters
from proposals.storage.taking_part import follows, supports
from proposals.web.participants.identity import participant_of

if TYPE_CHECKING:
    from proposals.web.panels import Visit


def read_taking_part(visit: "Visit") -> Mapping[str, object]:
    """Return how many support the proposal, and whether the reader does and follows it."""
    participant = participant_of(visit.work, visit.session)
    return {
        "is_known": participant is not None,
        "supports": count_supporters(visit.work, visit.proposal),
        "is_mine": participant is not None and supports(visit.work, visit.proposal, participant.id),
        "is_followed": participant is not None and follows(visit.work, visit.proposal, participant.id),
    }
