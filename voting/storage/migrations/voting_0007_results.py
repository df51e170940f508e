"""Published results by version, and what officials prepare."""

import sqlalchemy as sa
from alembic import op

revision = "voting_0007"
down_revision = "voting_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of versions and drafts; whether it is published is said by a version."""
    op.drop_column("outcomes", "published")
    op.create_table(
        "result_versions",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "result_drafts",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("payload", sa.JSON, nullable=False),
    )
