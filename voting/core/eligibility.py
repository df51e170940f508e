"""Who may vote where. Only an entry of the electoral roll may vote at all; the rule says in which area."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.ids import AreaId, ResidentId


class AreaRule(StrEnum):
    """Whether a resident votes in the area of their home or chooses one."""

    HOME = "home"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Resident:
    """An entry of a cycle's electoral roll. `area` is empty where the roll doesn't say it."""

    id: ResidentId
    area: AreaId | None


def list_open_areas(rule: AreaRule, resident: Resident, areas: Sequence[AreaId]) -> tuple[AreaId, ...]:
    """Return the areas of the cycle in which a resident may vote; exactly one is used."""
    if rule is AreaRule.FREE or len(areas) == 1:
        return tuple(areas)
    return tuple(area for area in areas if area == resident.area)
