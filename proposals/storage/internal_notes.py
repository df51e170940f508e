"""Internal notes. Only the review's pages may import this; `lint-imports` refuses everything that anyone may read."""

import secrets

from sqlalchemy import select

from pb.storage.unit_of_work import Work
from proposals.core.proposal import Proposal
from proposals.core.workbench import InternalNote
from proposals.storage.workbench_tables import InternalNoteRow


def add_note(work: Work, proposal: Proposal, note: InternalNote) -> None:
    """Keep a note."""
    work.session.add(
        InternalNoteRow(
            id=secrets.token_hex(16),
            proposal_id=proposal.id,
            author=note.author,
            unit=note.unit,
            text=note.text,
            at=note.at,
        )
    )
    work.session.flush()


def list_notes(work: Work, proposal: Proposal) -> tuple[InternalNote, ...]:
    """Return the notes on a proposal, the oldest first."""
    rows = work.session.scalars(
        select(InternalNoteRow)
        .where(InternalNoteRow.proposal_id == proposal.id)
        .order_by(InternalNoteRow.at, InternalNoteRow.id)
    )
    return tuple(InternalNote(row.author, row.unit, row.text, row.at) for row in rows)
