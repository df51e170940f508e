"""Participants and their one-time links."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0002"
down_revision = "proposals_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "participants",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False, unique=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("joined_at", Moment, nullable=False),
    )
    op.create_table(
        "participant_links",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("next_page", sa.String, nullable=False),
        sa.Column("expires_at", Moment, nullable=False, index=True),
    )
