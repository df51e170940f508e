"""Where a proposal is: its mark on the whole sketch, and the way to what else is proposed nearby."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from proposals.core.point_map import Mark, Spot, whole_view
from proposals.core.rules import submission_rules
from proposals.web.browsing.drawing import draw

if TYPE_CHECKING:
    from proposals.web.panels import Visit

NEARBY = 0.25
"""How much of the sketch's width and height is near."""


def read_place(visit: "Visit") -> Mapping[str, object] | None:
    """Return the drawing and the part of the map around the point; None without one on the sketch."""
    point, frame = visit.proposal.point, submission_rules(visit.cycle).map
    whole = whole_view(frame)
    if point is None or whole is None or not whole.holds(point):
        return None
    mark = Mark((Spot(visit.proposal.number, point),))
    return {
        "drawing": draw(frame, whole, (mark,), {}),
        "nearby": whole.scale(NEARBY).centre(point).within(whole),
        "point": point,
    }
