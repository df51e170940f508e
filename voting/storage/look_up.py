"""Finding ballots by their receipt codes: what anyone may ask, and what the public board tells anyway."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import StyleId
from voting.core.channel import Channel
from voting.storage.tables import ParticipationRow, SealedBallotRow


class Standing(StrEnum):
    """What became of a ballot: it counts, a later one of the same voter replaced it, or a paper ballot cancelled it."""

    STANDS = "stands"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FoundBallot:
    """A ballot that was taken in. `position` is its place on the board, None in the seconds before it is put there."""

    code: str
    digest: bytes
    style: StyleId
    hour: str
    position: int | None
    standing: Standing


def find_ballot(work: Work, cycle_id: CycleId, code: str) -> FoundBallot | None:
    """Return the ballot with this code in its printed form, or None."""
    row = work.session.scalars(
        select(SealedBallotRow).where(SealedBallotRow.cycle_id == cycle_id, SealedBallotRow.code == code)
    ).one_or_none()
    if row is None:
        return None
    return FoundBallot(
        row.code, row.digest, StyleId(row.style), row.hour, row.position, _find_standing(work, row)
    )


def keep_known(work: Work, cycle_id: CycleId, codes: Collection[str]) -> frozenset[str]:
    """Return those of ``codes`` that belong to a ballot."""
    query = select(SealedBallotRow.code).where(
        SealedBallotRow.cycle_id == cycle_id, SealedBallotRow.code.in_(codes)
    )
    return frozenset(work.session.scalars(query))


def _find_standing(work: Work, row: SealedBallotRow) -> Standing:
    other = aliased(SealedBallotRow)
    newest = work.session.scalars(
        select(func.max(other.turn)).where(other.cycle_id == row.cycle_id, other.tag == row.tag)
    ).one()
    channel = work.session.scalars(
        select(ParticipationRow.channel).where(
            ParticipationRow.cycle_id == row.cycle_id, ParticipationRow.tag == row.tag
        )
    ).one_or_none()
    if channel == Channel.PAPER:
        return Standing.CANCELLED
    return Standing.STANDS if newest == row.turn else Standing.REPLACED
