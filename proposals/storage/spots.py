"""The points of proposals, for a map: nothing else of them is read, however many there are."""

from sqlalchemy import func, select

from pb.kernel.ids import CycleId
from pb.kernel.language import LocalizedText
from pb.storage.unit_of_work import Work
from proposals.core.place import Point
from proposals.core.point_map import Spot
from proposals.storage.search import Search, select_matching
from proposals.storage.tables import ProposalRow


def find_spots(work: Work, cycle_id: CycleId, search: Search) -> tuple[Spot, ...]:
    """Return where the proposals are that a search finds, by number. Those without a point are left out."""
    columns = (ProposalRow.number, ProposalRow.latitude, ProposalRow.longitude)
    query = (
        select_matching(work, cycle_id, search)
        .with_only_columns(*columns)
        .where(ProposalRow.latitude.is_not(None))
        .order_by(ProposalRow.number)
    )
    return tuple(
        Spot(number, Point(latitude, longitude))
        for number, latitude, longitude in work.session.execute(query)
        if latitude is not None and longitude is not None
    )


def count_found(work: Work, cycle_id: CycleId, search: Search) -> int:
    """Return how many proposals a search finds."""
    query = select_matching(work, cycle_id, search).with_only_columns(func.count(ProposalRow.id))
    return work.session.scalar(query) or 0


def read_titles(work: Work, cycle_id: CycleId, numbers: tuple[int, ...]) -> dict[int, LocalizedText]:
    """Return the titles of proposals by number, for those that marks name."""
    query = select(ProposalRow.number, ProposalRow.title).where(
        ProposalRow.cycle_id == cycle_id, ProposalRow.number.in_(numbers)
    )
    return {number: LocalizedText(**title) for number, title in work.session.execute(query)}
