"""The outbox of letters."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "pb_0003"
down_revision = "pb_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(200), nullable=False, unique=True),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("recipient", sa.String(254), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("queued", Moment, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("due", Moment, nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
    )
