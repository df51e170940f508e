"""Indexes for rounds of ten thousand proposals, and in each comment whether a moderator has read it.

Asked of the table of readings, the number of unread comments took a look at every comment there is.
"""

import sqlalchemy as sa
from alembic import op

revision = "proposals_0010"
down_revision = "proposals_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, filled from the readings, and the indexes."""
    op.add_column(
        "proposal_comments", sa.Column("is_unread", sa.Boolean, nullable=False, server_default=sa.false())
    )
    comments = sa.table("proposal_comments", *(sa.column(name) for name in ("id", "unit", "is_unread")))
    readings = sa.table("proposal_readings", sa.column("matter"), sa.column("subject_id"))
    is_read = sa.exists().where(readings.c.matter == "comment", readings.c.subject_id == comments.c.id)
    op.execute(sa.update(comments).where(comments.c.unit == "", ~is_read).values(is_unread=sa.true()))
    op.create_index("ix_proposal_comments_unread", "proposal_comments", ["cycle_id", "is_unread", "at"])
    op.create_index("ix_proposals_status", "proposals", ["cycle_id", "status", "sent_at"])
    op.create_index("ix_proposals_merged", "proposals", ["cycle_id", "merged_into"])
