"""The map beside the field of a point, for who presses a place rather than types it."""

from collections.abc import Collection
from dataclasses import dataclass

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.web.exchange import WebRequest
from pb.web.maps import Tiles, use_map
from proposals.core.point_map import View, whole_view
from proposals.core.rules import submission_rules


@dataclass(frozen=True, slots=True)
class Picker:
    """What the map shows, and on which ground."""

    whole: View
    areas: tuple[Area, ...]
    tiles: Tiles | None


def open_picker(request: WebRequest, cycle: Cycle, names: Collection[str]) -> Picker | None:
    """Let the page have a map where it asks for a point; None where it doesn't, or the round has no map."""
    whole = whole_view(submission_rules(cycle).map)
    if whole is None or "point" not in names:
        return None
    return Picker(whole, cycle.declaration.areas, use_map(request, locates=True))
