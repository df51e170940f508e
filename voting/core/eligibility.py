"""Who may vote where. Only an entitled entry of the electoral roll may vote at all; the rule says in which area.

The roll may also hold people who are not entitled, so that a person who is turned away can be told the one reason.
Of a person's age only a band of years is ever kept, for the turnout by age.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pb.kernel.ids import AreaId, ResidentId


class AreaRule(StrEnum):
    """Whether a resident votes in the area of their home or chooses one."""

    HOME = "home"
    FREE = "free"


class Standing(StrEnum):
    """Whether somebody on the roll may vote; if not, the one reason. `REMOVED` was taken off while voting was open."""

    ENTITLED = "entitled"
    TOO_YOUNG = "too-young"
    ELSEWHERE = "other-municipality"
    REMOVED = "removed"


class AgeBand(StrEnum):
    """As much of an age as is kept, in whole years on the day that the age rule looks at."""

    UNDER_18 = "under-18"
    FROM_18 = "18-29"
    FROM_30 = "30-44"
    FROM_45 = "45-64"
    FROM_65 = "65-74"
    FROM_75 = "75+"


@dataclass(frozen=True, slots=True)
class Resident:
    """An entry of a cycle's electoral roll. `area` is empty where the roll doesn't say it."""

    id: ResidentId
    area: AreaId | None
    standing: Standing = Standing.ENTITLED

    @property
    def is_entitled(self) -> bool:
        """Whether they may vote at all."""
        return self.standing is Standing.ENTITLED


def list_open_areas(rule: AreaRule, resident: Resident, areas: Sequence[AreaId]) -> tuple[AreaId, ...]:
    """Return the areas of the cycle in which a resident may vote; exactly one is used. Empty when not entitled."""
    if not resident.is_entitled:
        return ()
    if rule is AreaRule.FREE or len(areas) == 1:
        return tuple(areas)
    return tuple(area for area in areas if area == resident.area)


_BANDS = (
    (18, AgeBand.UNDER_18),
    (30, AgeBand.FROM_18),
    (45, AgeBand.FROM_30),
    (65, AgeBand.FROM_45),
    (75, AgeBand.FROM_65),
)


def band_age(years: int) -> AgeBand:
    """Return the band an age in whole years falls into."""
    return next((band for below, band in _BANDS if years < below), AgeBand.FROM_75)
