"""What councils say about a proposal, beside it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pb.web.exchange import toolkit_of
from pb.web.roles import Role
from proposals.core.rules import REVIEW
from proposals.core.visibility import is_released
from proposals.storage.statements import list_of_proposal
from proposals.web.statements.views import show_hearings
from proposals.web.statements.words import EFFECT

if TYPE_CHECKING:
    from proposals.web.panels import Visit

ASKERS = (Role.OFFICIAL, Role.ADMINISTRATOR)


def read_statements(visit: "Visit") -> Mapping[str, object] | None:
    """Return what anyone may read of the statements on a proposal; None where there is nothing to read or to ask."""
    heard = [(hearing, visit.proposal) for hearing in list_of_proposal(visit.work, visit.proposal.id)]
    viewer = visit.session.viewer
    may_ask = viewer is not None and viewer.has(*ASKERS) and not is_released(visit.cycle)
    if not heard and not may_ask:
        return None
    return {
        "statements": show_hearings(visit.cycle, heard, toolkit_of(visit.request).clock.now()),
        "effects": EFFECT,
        "may_ask": may_ask,
        "plan": visit.cycle.declaration.plan(REVIEW),
    }
