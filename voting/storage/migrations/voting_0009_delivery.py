"""Reports and photos of chosen projects."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "voting_0009"
down_revision = "voting_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "delivery_reports",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("project", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("progress", sa.JSON, nullable=False),
        sa.Column("official", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    op.create_table(
        "delivery_photos",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("project", sa.String, nullable=False),
        sa.Column("alternative", sa.JSON, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("taken_in", Moment, nullable=False),
        sa.Column("large", sa.LargeBinary, nullable=False),
        sa.Column("small", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_delivery_photos_project", "delivery_photos", ["cycle_id", "project"])
