"""What waits for a moderator: reports, and proposals and comments that nobody has read yet. A page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from pb.engine.cycle import Cycle
from pb.kernel.ids import CycleId
from pb.kernel.language import Language
from pb.storage.unit_of_work import Work
from proposals.core.attachments import Attachments
from proposals.core.comments import Comment
from proposals.core.moderation import Matter, Report, Subject
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.storage.attachment_tables import AttachmentRow
from proposals.storage.attachments import ROWS, list_attachments_of
from proposals.storage.comment_tables import CommentRow
from proposals.storage.comments import to_comment
from proposals.storage.moderation_tables import ReadingRow, ReportRow
from proposals.storage.rows import to_proposal
from proposals.storage.tables import ProposalRow

PAGE = 20
NOTHING = Attachments()


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing in the queue: a proposal with its attachments, or a comment on it, and what was reported about it."""

    proposal: Proposal
    comment: Comment | None
    reports: tuple[Report, ...] = ()
    attached: Attachments = NOTHING

    @property
    def subject(self) -> Subject:
        """What a moderator decides about."""
        if self.comment is not None:
            return Subject(Matter.COMMENT, self.comment.id, self.proposal.number)
        return Subject(Matter.PROPOSAL, self.proposal.id, self.proposal.number)


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue, and how many pages there are, at least one."""

    entries: tuple[Waiting, ...]
    page: int
    pages: int


def report_subject(
    work: Work, cycle: Cycle, subject: Subject, ground: str, note: str, language: Language, now: datetime
) -> None:
    """Keep a report. The same words about the same subject, while they wait, are one report."""
    same = select(ReportRow.id).where(
        ReportRow.matter == subject.matter.value,
        ReportRow.subject_id == subject.id,
        ReportRow.ground == ground,
        ReportRow.note == note,
        ReportRow.settled_at.is_(None),
    )
    if work.session.scalars(same.limit(1)).first() is not None:
        return
    work.session.add(
        ReportRow(
            id=token_hex(16),
            cycle_id=cycle.id,
            matter=subject.matter.value,
            subject_id=subject.id,
            number=subject.number,
            ground=ground,
            note=note,
            language=language.value,
            at=now,
            settled_at=None,
        )
    )
    work.session.flush()


def mark_read(work: Work, subject: Subject, seen: datetime, now: datetime) -> None:
    """Note that a moderator has looked at a subject as it was at ``seen``: it leaves the queue.

    What was changed or reported after that moment stays in it.
    """
    make = sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(ReadingRow).values(
        matter=subject.matter.value, subject_id=subject.id, read_at=min(seen, now)
    )
    work.session.execute(
        statement.on_conflict_do_update(
            index_elements=["matter", "subject_id"], set_={"read_at": statement.excluded.read_at}
        )
    )
    if subject.matter is Matter.COMMENT:
        work.session.execute(update(CommentRow).where(CommentRow.id == subject.id).values(is_unread=False))
    work.session.execute(
        update(ReportRow)
        .where(
            ReportRow.matter == subject.matter.value,
            ReportRow.subject_id == subject.id,
            ReportRow.settled_at.is_(None),
            ReportRow.at <= seen,
        )
        .values(settled_at=now)
    )


def list_reports(work: Work, subject: Subject) -> tuple[Report, ...]:
    """Return the reports about a subject that wait, the oldest first."""
    return _read_reports(work, [subject.id]).get(subject.id, ())


def list_reported(work: Work, cycle_id: CycleId, page: int = 1) -> Queue:
    """Return what was reported and not decided, the longest waiting first."""
    first = (
        select(ReportRow.matter, ReportRow.subject_id, func.min(ReportRow.at).label("first"))
        .where(ReportRow.cycle_id == cycle_id, ReportRow.settled_at.is_(None))
        .group_by(ReportRow.matter, ReportRow.subject_id)
        .subquery()
    )
    total = work.session.scalar(select(func.count()).select_from(first)) or 0
    page, pages = _turn(total, page)
    found = work.session.execute(
        select(ProposalRow, CommentRow)
        .select_from(first)
        .outerjoin(
            CommentRow, and_(first.c.matter == Matter.COMMENT.value, CommentRow.id == first.c.subject_id)
        )
        .join(ProposalRow, ProposalRow.id == func.coalesce(CommentRow.proposal_id, first.c.subject_id))
        .order_by(first.c.first, first.c.subject_id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    entries = [_to_waiting(*row) for row in found]
    reports = _read_reports(work, [entry.subject.id for entry in entries])
    told = [replace(entry, reports=reports.get(entry.subject.id, ())) for entry in entries]
    return Queue(_attach(work, told), page, pages)


def list_unread_proposals(work: Work, cycle_id: CycleId, page: int = 1) -> Queue:
    """Return the standing proposals that no moderator has read since they, or what is added to them, last changed.

    The oldest come first.
    """
    query = _unread_proposals(cycle_id)
    page, pages = _turn(_count(work, query), page)
    rows = work.session.scalars(
        query.order_by(ProposalRow.changed_at, ProposalRow.number).limit(PAGE).offset((page - 1) * PAGE)
    )
    return Queue(_attach(work, [Waiting(to_proposal(row), None) for row in rows]), page, pages)


def list_unread_comments(work: Work, cycle_id: CycleId, page: int = 1) -> Queue:
    """Return the comments by residents that no moderator has read, the oldest first."""
    query = _unread_comments(cycle_id)
    page, pages = _turn(_count(work, query), page)
    rows = work.session.execute(
        query.add_columns(ProposalRow)
        .order_by(CommentRow.at, CommentRow.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Queue(
        tuple(Waiting(to_proposal(proposal), to_comment(comment)) for comment, proposal in rows), page, pages
    )


def count_waiting(work: Work, cycle_id: CycleId) -> tuple[int, int, int]:
    """Return how many subjects were reported, how many proposals are unread, and how many comments."""
    reported = (
        select(ReportRow.subject_id)
        .where(ReportRow.cycle_id == cycle_id, ReportRow.settled_at.is_(None))
        .group_by(ReportRow.matter, ReportRow.subject_id)
    )
    return (
        work.session.scalar(select(func.count()).select_from(reported.subquery())) or 0,
        _count(work, _unread_proposals(cycle_id)),
        _count(work, _unread_comments(cycle_id)),
    )


def _unread_proposals(cycle_id: CycleId) -> Select[ProposalRow]:
    read = and_(ReadingRow.matter == Matter.PROPOSAL.value, ReadingRow.subject_id == ProposalRow.id)
    return (
        select(ProposalRow)
        .outerjoin(ReadingRow, read)
        .where(
            ProposalRow.cycle_id == cycle_id,
            ProposalRow.status == ProposalStatus.SENT.value,
            or_(
                ReadingRow.read_at.is_(None),
                ReadingRow.read_at < ProposalRow.changed_at,
                *(_added_since(row) for row in ROWS),
            ),
        )
    )


def _added_since(row: type[AttachmentRow]) -> ColumnElement[bool]:
    added = select(row.id).where(row.proposal_id == ProposalRow.id, row.taken_in > ReadingRow.read_at)
    return added.correlate(ProposalRow, ReadingRow).exists()


def _attach(work: Work, entries: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """Return the entries with the attachments of the proposals among them."""
    attached = list_attachments_of(work, [entry.proposal.id for entry in entries if entry.comment is None])
    return tuple(
        entry if entry.comment else replace(entry, attached=attached[entry.proposal.id]) for entry in entries
    )


def _unread_comments(cycle_id: CycleId) -> Select[CommentRow]:
    return (
        select(CommentRow)
        .join(ProposalRow, ProposalRow.id == CommentRow.proposal_id)
        .where(
            CommentRow.cycle_id == cycle_id,
            CommentRow.is_unread.is_(True),
            CommentRow.hidden_at.is_(None),
        )
    )


def _to_waiting(proposal: ProposalRow, comment: CommentRow | None) -> Waiting:
    return Waiting(to_proposal(proposal), to_comment(comment) if comment is not None else None)


def _count(work: Work, query: "Select[ProposalRow] | Select[CommentRow]") -> int:
    return work.session.scalar(query.with_only_columns(func.count())) or 0


def _turn(total: int, page: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE))
    return min(max(1, page), pages), pages


def _read_reports(work: Work, subjects: list[str]) -> Mapping[str, tuple[Report, ...]]:
    reports: dict[str, tuple[Report, ...]] = {}
    rows = work.session.scalars(
        select(ReportRow)
        .where(ReportRow.subject_id.in_(subjects), ReportRow.settled_at.is_(None))
        .order_by(ReportRow.at, ReportRow.id)
    )
    for row in rows:
        subject = Subject(Matter(row.matter), row.subject_id, row.number)
        report = Report(
            row.id, CycleId(row.cycle_id), subject, row.ground, row.note, Language(row.language), row.at
        )
        reports[row.subject_id] = (*reports.get(row.subject_id, ()), report)
    return reports
