"""Where a proposal came from, when it was noted at an event."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from proposals.storage.events import find_origin
from proposals.web.events.words import KIND

if TYPE_CHECKING:
    from proposals.web.panels import Visit


def read_origin(visit: "Visit") -> Mapping[str, object] | None:
    """Return the event at which a proposal came up; None when it came another way."""
    origin = find_origin(visit.work, visit.proposal.id)
    return {"event": origin[0], "kinds": KIND} if origin else None
