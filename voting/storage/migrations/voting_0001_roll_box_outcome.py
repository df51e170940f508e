"""The tables of voting and publication."""

import sqlalchemy as sa
from alembic import op

revision = "voting_0001"
down_revision = None
branch_labels = ("voting",)
depends_on = "pb_0001"


def upgrade() -> None:
    """Make the tables of the ballot paper, the roll, participations, ballots and the outcome."""
    op.create_table(
        "ballot_papers",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("shortlist", sa.JSON, nullable=False),
    )
    op.create_table(
        "electoral_roll",
        sa.Column("resident_id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("area", sa.String),
        sa.Column("code_lookup", sa.String, nullable=False),
        sa.Column("code_hash", sa.String, nullable=False),
        sa.UniqueConstraint("cycle_id", "code_lookup"),
        sa.UniqueConstraint("cycle_id", "reference"),
    )
    op.create_table(
        "participations",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("resident_id", sa.String, sa.ForeignKey("electoral_roll.resident_id"), primary_key=True),
        sa.Column("receipt", sa.String, nullable=False),
        sa.Column("cast_key", sa.String, nullable=False),
    )
    op.create_table(
        "ballots",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("choices", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ballots_area", "ballots", ["cycle_id", "area"])
    op.create_table(
        "outcomes",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("published", sa.Boolean, nullable=False),
    )
