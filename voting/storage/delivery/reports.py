"""Reports: read for a whole round at once, and added one after the other."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pb.engine.acts import Actor
from pb.kernel.errors import ConflictError
from pb.kernel.ids import AccountId, CycleId, ProjectId
from pb.kernel.message import Message
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from voting.core.delivery.progress import Delivery, Progress, Report
from voting.storage.delivery.tables import DeliveryReportRow


class OutdatedReportError(ConflictError):
    """Somebody else has reported since the page was read; `newest` is what they wrote."""

    code = "outdated-report"

    def __init__(self, newest: Delivery) -> None:
        """Refuse, and carry what stands now."""
        super().__init__(
            Message("Another official has reported on this project meanwhile. Yours has not been saved yet.")
        )
        self.newest = newest


def read_deliveries(work: Work, cycle_id: CycleId) -> Mapping[ProjectId, Delivery]:
    """Return what is told of each project of a round that anything is told of."""
    rows = work.session.scalars(
        select(DeliveryReportRow)
        .where(DeliveryReportRow.cycle_id == cycle_id)
        .order_by(DeliveryReportRow.project, DeliveryReportRow.version)
    )
    reports: dict[ProjectId, list[Report]] = {}
    for row in rows:
        reports.setdefault(ProjectId(row.project), []).append(_to_report(row))
    return {project: Delivery(project, tuple(found)) for project, found in reports.items()}


def find_delivery(work: Work, cycle_id: CycleId, project: ProjectId) -> Delivery:
    """Return what is told of one project; nothing yet is a delivery without reports."""
    rows = work.session.scalars(
        select(DeliveryReportRow)
        .where(DeliveryReportRow.cycle_id == cycle_id, DeliveryReportRow.project == project)
        .order_by(DeliveryReportRow.version)
    )
    return Delivery(project, tuple(map(_to_report, rows)))


def add_report(
    work: Work,
    cycle_id: CycleId,
    project: ProjectId,
    progress: Progress,
    seen: int,
    actor: Actor,
    unit: str,
    now: datetime,
) -> Report:
    """Add a report after version ``seen``; the same again changes nothing. Raises OutdatedReportError."""
    standing = find_delivery(work, cycle_id, project)
    if standing.reports and standing.progress == progress:
        return standing.reports[-1]
    if standing.version != seen:
        raise OutdatedReportError(standing)
    report = Report(project, seen + 1, progress, actor.id, unit, now)
    work.session.add(
        DeliveryReportRow(
            cycle_id=cycle_id,
            project=project,
            version=report.version,
            progress=to_plain(progress),
            official=actor.id,
            unit=unit,
            at=now,
        )
    )
    try:
        work.session.flush()
    except IntegrityError:
        raise OutdatedReportError(standing) from None
    return report


def _to_report(row: DeliveryReportRow) -> Report:
    return Report(
        ProjectId(row.project),
        row.version,
        from_plain(row.progress, Progress),
        AccountId(row.official),
        row.unit,
        row.at,
    )
