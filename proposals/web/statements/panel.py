"""What councils say about a proposal, beside it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pb.web.exchange import toolkit_of
from proposals.core.rules import REVIEW
from proposals.storage.statements import list_of_proposal
from proposals.web.statements.views import show_hearings
from proposals.web.statements.words import EFFECT

if TYPE_CHECKING:
    from proposals.web.panels import Visit


def read_statements(visit: "Visit") -> Mapping[str, object] | None:
    """Return what anyone may read of the statements on a proposal; None when no council was asked."""
    heard = [(hearing, visit.proposal) for hearing in list_of_proposal(visit.work, visit.proposal.id)]
    if not heard:
        return None
    return {
        "statements": show_hearings(visit.cycle, heard, toolkit_of(visit.request).clock.now()),
        "effects": EFFECT,
        "plan": visit.cycle.declaration.plan(REVIEW),
    }
