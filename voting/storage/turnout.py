"""Who took part, counted by group from the roll. Read once, at the count: the link between both is erased later."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from pb.engine.cycle import Cycle
from pb.storage.unit_of_work import Work
from voting.core.eligibility import AgeBand, Standing
from voting.core.result.turnout import Group, TurnoutCounts
from voting.storage.roll_tables import RollRow
from voting.storage.tables import ParticipationRow


def count_turnout(work: Work, cycle: Cycle) -> TurnoutCounts:
    """Return how many residents of each area and age band voted, of how many; those without one stand under no name.

    Where the roll knows nobody's age, there is nothing to tell by age.
    """
    areas = _count_groups(work, cycle, RollRow.area)
    ages = _count_groups(work, cycle, RollRow.age_band)
    area_order = [*(str(area.id) for area in cycle.declaration.areas), ""]
    age_order = [*(band.value for band in AgeBand), ""]
    return TurnoutCounts(
        by_area=tuple(Group(area, *areas[area]) for area in area_order if area in areas),
        by_age=tuple(Group(age, *ages[age]) for age in age_order if age in ages) if set(ages) - {""} else (),
    )


def _count_groups(
    work: Work, cycle: Cycle, column: InstrumentedAttribute[str | None]
) -> Mapping[str, tuple[int, int]]:
    """Return (voted, entitled) by the value of ``column``."""
    query = (
        select(column, func.count(), func.count(ParticipationRow.resident_id))
        .select_from(RollRow)
        .outerjoin(
            ParticipationRow,
            (ParticipationRow.resident_id == RollRow.resident_id)
            & (ParticipationRow.cycle_id == RollRow.cycle_id),
        )
        .where(RollRow.cycle_id == cycle.id, RollRow.standing == Standing.ENTITLED)
        .group_by(column)
    )
    return {name or "": (voted, entitled) for name, entitled, voted in work.session.execute(query)}
