"""Screens in public places."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "pb_0004"
down_revision = "pb_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "screens",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("languages", sa.String(20), nullable=False),
        sa.Column("width_mm", sa.Integer, nullable=False),
        sa.Column("height_mm", sa.Integer, nullable=False),
        sa.Column("distance_mm", sa.Integer, nullable=False),
        sa.Column("opens", sa.String(5), nullable=False),
        sa.Column("closes", sa.String(5), nullable=False),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id")),
        sa.Column("registered", Moment, nullable=False),
        sa.Column("seen", Moment),
    )
