"""The tally as people run it: trustees' ceremony files, parcels they bring after the close, and who is at work."""

import sqlalchemy as sa
from alembic import op

revision = "voting_0006"
down_revision = "voting_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    for name in ("ceremony_files", "tally_parcels"):
        op.create_table(
            name,
            sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
            sa.Column("name", sa.String, primary_key=True),
            sa.Column("content", sa.LargeBinary, nullable=False),
        )
    op.create_table(
        "tally_runs",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("fault", sa.String, nullable=False),
    )
