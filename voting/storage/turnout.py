"""Who took part, counted by group from the roll. Read once, at the count: the link between both is erased later."""

from sqlalchemy import func, select

from pb.engine.cycle import Cycle
from pb.storage.unit_of_work import Work
from voting.core.result.turnout import Group, TurnoutCounts
from voting.storage.tables import ParticipationRow, RollRow


def count_turnout(work: Work, cycle: Cycle) -> TurnoutCounts:
    """Return how many residents of each area voted, of how many; residents without an area stand under no name."""
    query = (
        select(RollRow.area, func.count(), func.count(ParticipationRow.resident_id))
        .select_from(RollRow)
        .outerjoin(
            ParticipationRow,
            (ParticipationRow.resident_id == RollRow.resident_id)
            & (ParticipationRow.cycle_id == RollRow.cycle_id),
        )
        .where(RollRow.cycle_id == cycle.id)
        .group_by(RollRow.area)
    )
    found = {area or "": (voted, entitled) for area, entitled, voted in work.session.execute(query)}
    order = [*(str(area.id) for area in cycle.declaration.areas), ""]
    return TurnoutCounts(
        by_area=tuple(Group(area, *found[area]) for area in order if area in found),
        by_age=(),
    )
