"""Photos of proposals."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0009"
down_revision = "proposals_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "proposal_photos",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("taken_in", Moment, nullable=False),
        sa.Column("large", sa.LargeBinary, nullable=False),
        sa.Column("small", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_proposal_photos_proposal_id", "proposal_photos", ["proposal_id"])
