"""Documents that authors add to their proposals."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0013"
down_revision = "proposals_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "proposal_documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("proposal_id", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("taken_in", Moment, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_proposal_documents_proposal_id", "proposal_documents", ["proposal_id"])
