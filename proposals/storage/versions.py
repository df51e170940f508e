"""Earlier versions of proposals: kept by whoever writes a proposal's row, and never changed or removed.

Versions count from 1. The newest is the proposal itself; the table holds those before it.
"""

from datetime import datetime

from sqlalchemy import func, select

from pb.kernel.errors import ConflictError, NotFoundError
from pb.kernel.message import Message
from pb.kernel.plain import from_plain, to_plain
from pb.storage.unit_of_work import Work
from proposals.core.history import PublicText, Version, public_text
from proposals.core.proposal import Proposal
from proposals.storage.author_tables import VersionRow

PAGE = 20


class OutdatedProposalError(ConflictError):
    """Somebody else has changed the proposal since it was read; `newest` is what stands now."""

    code = "outdated-proposal"

    def __init__(self, newest: Proposal, version: int) -> None:
        """Refuse, and carry what stands now with its version."""
        super().__init__(
            Message("Another author has changed the proposal meanwhile. Your text has not been saved yet.")
        )
        self.newest = newest
        self.version = version


def keep_version(work: Work, before: Proposal, after: Proposal) -> None:
    """Keep what a proposal said before it says something else; only what is public counts."""
    if public_text(before) == public_text(after):
        return
    work.session.add(
        VersionRow(
            proposal_id=before.id,
            version=count_versions(work, before),
            content=to_plain(public_text(before)),
            since=before.changed_at,
        )
    )


def count_versions(work: Work, proposal: Proposal) -> int:
    """Return the number of the version that stands: 1 for a proposal that was never changed."""
    highest = work.session.scalar(
        select(func.max(VersionRow.version)).where(VersionRow.proposal_id == proposal.id)
    )
    return (highest or 0) + 1


def read_version(work: Work, proposal: Proposal, number: int) -> Version:
    """Return one version, the one that stands too. Raises NotFoundError."""
    row = work.session.get(VersionRow, (proposal.id, number))
    if row is not None:
        return Version(number, from_plain(row.content, PublicText), row.since)
    if number != count_versions(work, proposal):
        raise NotFoundError
    return Version(number, public_text(proposal), proposal.changed_at)


def list_changes_of(work: Work, proposal: Proposal, page: int) -> tuple[tuple[int, datetime], ...]:
    """Return a page of changes, the newest first: the version each began with, and when it was made."""
    rows = work.session.execute(
        select(VersionRow.version, VersionRow.since)
        .where(VersionRow.proposal_id == proposal.id, VersionRow.version > 1)
        .order_by(VersionRow.version.desc())
        .offset(max(0, (page - 1) * PAGE - 1))
        .limit(PAGE if page > 1 else PAGE - 1)
    )
    newest = count_versions(work, proposal)
    first = ((newest, proposal.changed_at),) if page == 1 and newest > 1 else ()
    return (*first, *((version, since) for version, since in rows))
