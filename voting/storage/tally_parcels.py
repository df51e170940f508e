"""Files that trustees brought for the tally and that wait to be checked. Nothing reads them but the check."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.storage.tables import TallyParcelRow


def keep_parcel(work: Work, cycle_id: CycleId, files: Mapping[str, bytes]) -> None:
    """Keep files to be checked, in the place of earlier ones of the same names."""
    drop_parcel(work, cycle_id, files)
    for name, content in files.items():
        work.session.add(TallyParcelRow(cycle_id=cycle_id, name=name, content=content))
    work.session.flush()


def read_parcel(work: Work, cycle_id: CycleId, names: Iterable[str]) -> dict[str, bytes]:
    """Return those of the named files that wait."""
    query = select(TallyParcelRow).where(
        TallyParcelRow.cycle_id == cycle_id, TallyParcelRow.name.in_(list(names))
    )
    return {row.name: row.content for row in work.session.scalars(query)}


def list_parcels(work: Work, cycle_id: CycleId) -> frozenset[str]:
    """Return the names of all files that wait."""
    return frozenset(
        work.session.scalars(select(TallyParcelRow.name).where(TallyParcelRow.cycle_id == cycle_id))
    )


def drop_parcel(work: Work, cycle_id: CycleId, names: Iterable[str]) -> None:
    """Drop files, whether they wait or not."""
    work.session.execute(
        delete(TallyParcelRow).where(
            TallyParcelRow.cycle_id == cycle_id, TallyParcelRow.name.in_(list(names))
        )
    )
