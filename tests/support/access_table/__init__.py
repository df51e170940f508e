"""Who may use which route. A file for each part of the service; a new route needs its row in one of them."""

from tests.support.access_table import (
    attachments,
    browsing,
    conversation,
    councils,
    delivery,
    paper,
    platform,
    proposals,
    review,
    taking_part,
    voting,
)
from tests.support.access_table.who import EVERYONE, RESIDENT, STRANGER, WORKERS

__all__ = ["EVERYONE", "MAY", "OF_VOTERS", "RESIDENT", "STRANGER", "WORKERS"]

_ROWS = (
    *platform.ROWS,
    *proposals.ROWS,
    *attachments.ROWS,
    *review.ROWS,
    *voting.ROWS,
    *paper.ROWS,
    *delivery.ROWS,
    *councils.ROWS,
    *browsing.ROWS,
    *taking_part.ROWS,
    *conversation.ROWS,
)

MAY = {row: who for who, rows in _ROWS for row in rows.strip().splitlines()}
OF_VOTERS = frozenset(row for row, who in MAY.items() if who == {RESIDENT})
"""What staff is sent away from to identify as a voter, instead of refused."""
