"""Letter codes that were replaced, and sealed ballots that were opened for a test."""

import sqlalchemy as sa
from alembic import op

revision = "voting_0008"
down_revision = "voting_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "void_codes",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("lookup", sa.String, primary_key=True),
        sa.Column("secret_hash", sa.String, nullable=False),
    )
    op.create_table(
        "opened_digests",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("digest", sa.LargeBinary, primary_key=True),
    )
