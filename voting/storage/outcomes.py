"""The count under embargo, and the versions of the result that have been published.

`find_result` and what rests on it are the only way any page, file or feed may read a count: they know nothing that two
people have not published.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from pb.kernel.canonical import digest
from pb.kernel.handoff import Outcome
from pb.kernel.ids import CycleId
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from voting.core.result.published import PublishedResult, ResultDraft
from voting.core.result.report import CountReport
from voting.storage.result_tables import ResultDraftRow, ResultVersionRow
from voting.storage.tables import OutcomeRow


@dataclass(frozen=True, slots=True)
class Version:
    """One published version: its digest and when it was published."""

    result: PublishedResult
    digest: str
    published_at: datetime


def keep_count(work: Work, cycle_id: CycleId, report: CountReport) -> None:
    """Keep a count under embargo. One that stands already must be the same, or the count isn't to be trusted."""
    payload = to_plain(report)
    mark = digest(payload)
    row = work.session.get(OutcomeRow, cycle_id)
    if row is None:
        work.session.add(OutcomeRow(cycle_id=cycle_id, payload=payload, digest=mark))
        work.session.flush()
    elif row.digest != mark:
        raise RuntimeError(f"two counts of cycle {cycle_id} differ")


def load_embargoed_count(work: Work, cycle_id: CycleId) -> CountReport:
    """Return the count, published or not. Only for publishing it; raises LookupError before there is one."""
    row = work.session.get(OutcomeRow, cycle_id)
    if row is None:
        raise LookupError(cycle_id)
    return from_plain(row.payload, CountReport)


def has_count(work: Work, cycle_id: CycleId) -> bool:
    """Whether the votes have been counted; it tells nothing of the count."""
    return work.session.get(OutcomeRow, cycle_id) is not None


def add_version(work: Work, cycle_id: CycleId, result: PublishedResult, now: datetime) -> None:
    """Publish a version, for good."""
    payload = to_plain(result)
    work.session.add(
        ResultVersionRow(
            cycle_id=cycle_id,
            version=result.version,
            payload=payload,
            digest=digest(payload),
            published_at=now,
        )
    )
    work.session.flush()


def find_version(work: Work, cycle_id: CycleId) -> Version | None:
    """Return the newest published version, or None before publication."""
    row = work.session.scalars(
        select(ResultVersionRow)
        .where(ResultVersionRow.cycle_id == cycle_id)
        .order_by(ResultVersionRow.version.desc())
        .limit(1)
    ).first()
    return _read(row) if row else None


def list_versions(work: Work, cycle_id: CycleId) -> tuple[Version, ...]:
    """Return every published version, the newest first."""
    query = select(ResultVersionRow).where(ResultVersionRow.cycle_id == cycle_id)
    return tuple(_read(row) for row in work.session.scalars(query.order_by(ResultVersionRow.version.desc())))


def is_published(work: Work, cycle_id: CycleId) -> bool:
    """Whether anything of the result has been published."""
    query = select(ResultVersionRow.version).where(ResultVersionRow.cycle_id == cycle_id).limit(1)
    return work.session.scalars(query).first() is not None


def find_result(work: Work, cycle_id: CycleId) -> PublishedResult | None:
    """Return the newest published result, or None before publication."""
    version = find_version(work, cycle_id)
    return version.result if version else None


def find_published(work: Work, cycle_id: CycleId) -> Outcome | None:
    """Return the outcome as published: who won, by the count or by the body that decided."""
    result = find_result(work, cycle_id)
    return result.outcome if result else None


def find_draft(work: Work, cycle_id: CycleId) -> ResultDraft:
    """Return what officials have prepared; an empty draft when there is nothing."""
    row = work.session.get(ResultDraftRow, cycle_id)
    return from_plain(row.payload, ResultDraft) if row else ResultDraft()


def save_draft(work: Work, cycle_id: CycleId, draft: ResultDraft) -> None:
    """Keep a draft in place of the one before."""
    work.session.merge(ResultDraftRow(cycle_id=cycle_id, payload=to_plain(draft)))
    work.session.flush()


def drop_draft(work: Work, cycle_id: CycleId) -> None:
    """Forget the draft, as when it has been published."""
    row = work.session.get(ResultDraftRow, cycle_id)
    if row is not None:
        work.session.delete(row)
        work.session.flush()


def _read(row: ResultVersionRow) -> Version:
    return Version(from_plain(row.payload, PublishedResult), row.digest, row.published_at)
