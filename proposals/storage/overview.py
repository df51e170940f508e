"""The round at a glance: how many proposals each area has, what all of them say, and whether that has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from pb.kernel.ids import AreaId, CycleId
from pb.kernel.language import Language
from pb.storage.unit_of_work import Work
from proposals.core.proposal import ProposalStatus
from proposals.storage.tables import ProposalRow


@dataclass(frozen=True, slots=True)
class Mark:
    """What changes when a proposal comes or changes (`standing`, `changed_at`) or leaves sight (`removed_at`)."""

    standing: int
    changed_at: datetime | None
    removed_at: datetime | None


def read_mark(work: Work, cycle_id: CycleId) -> Mark:
    """Return the mark of a round's proposals."""
    row = work.session.execute(
        select(
            func.count().filter(ProposalRow.status == ProposalStatus.SENT.value),
            func.max(ProposalRow.changed_at),
            func.max(ProposalRow.removed_at),
        ).where(ProposalRow.cycle_id == cycle_id)
    ).one()
    return Mark(*row)


def count_by_area(work: Work, cycle_id: CycleId) -> Mapping[AreaId, int]:
    """Return how many standing proposals each area has; none for an area that is missing."""
    counted = work.session.execute(
        select(ProposalRow.area, func.count())
        .where(ProposalRow.cycle_id == cycle_id, ProposalRow.status == ProposalStatus.SENT.value)
        .group_by(ProposalRow.area)
    )
    return {AreaId(area): count for area, count in counted}


def count_by_theme(work: Work, cycle_id: CycleId) -> Mapping[str, int]:
    """Return how many standing proposals are about each theme; those without one are counted under the empty name."""
    counted = work.session.execute(
        select(ProposalRow.theme, func.count())
        .where(ProposalRow.cycle_id == cycle_id, ProposalRow.status == ProposalStatus.SENT.value)
        .group_by(ProposalRow.theme)
    )
    return {theme: count for theme, count in counted}


def read_texts(work: Work, cycle_id: CycleId, area: str) -> Iterator[tuple[Language, str]]:
    """Yield what each standing proposal says in its author's language; of one area, or of all when it is empty."""
    rows = select(ProposalRow.language, ProposalRow.title, ProposalRow.text).where(
        ProposalRow.cycle_id == cycle_id, ProposalRow.status == ProposalStatus.SENT.value
    )
    if area:
        rows = rows.where(ProposalRow.area == area)
    for language, title, text in work.session.execute(rows):
        yield Language(language), f"{title.get(language, '')}\n{text.get(language, '')}"
