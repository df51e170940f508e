"""Who was helped onto the ballot at a desk."""

import sqlalchemy as sa
from alembic import op

revision = "voting_0004"
down_revision = "voting_0003"
branch_labels = None
depends_on = "pb_0002"


def upgrade() -> None:
    """Make the table of assistances."""
    op.create_table(
        "desk_assistances",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("resident_id", sa.String, sa.ForeignKey("electoral_roll.resident_id"), nullable=False),
        sa.Column("official", sa.String, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("hour", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("code", sa.String),
        sa.Column("code_ends", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("cycle_id", "code"),
    )
    op.create_index("ix_desk_assistances_official", "desk_assistances", ["cycle_id", "official"])
