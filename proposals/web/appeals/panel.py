"""What anyone may read of an appeal: that there is one, and how it was decided. Its grounds are the author's own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from proposals.storage.appeals import find_appeal

if TYPE_CHECKING:
    from proposals.web.panels import Visit


def read_appeal(visit: "Visit") -> Mapping[str, object] | None:
    """Return the decision, or that one is waited for; None without an appeal."""
    appeal = find_appeal(visit.work, visit.proposal)
    if appeal is None:
        return None
    return {"upheld": appeal.upheld, "reason": appeal.reason, "decided_at": appeal.decided_at}
