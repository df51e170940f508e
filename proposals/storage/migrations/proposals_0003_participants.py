"""Participants, their one-time links, what they support and follow, and the news they are told."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0003"
down_revision = "proposals_0002"
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
        sa.Column("pace", sa.String, nullable=False),
        sa.Column("joined_at", Moment, nullable=False),
        sa.Column("told_at", Moment, nullable=False),
        sa.CheckConstraint("pace IN ('at-once', 'daily', 'weekly', 'never')", name="pace"),
    )
    op.create_table(
        "participant_links",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("next_page", sa.String, nullable=False),
        sa.Column("expires_at", Moment, nullable=False, index=True),
    )
    for name in ("proposal_supports", "proposal_follows"):
        op.create_table(
            name,
            sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), primary_key=True),
            sa.Column(
                "participant_id",
                sa.String,
                sa.ForeignKey("participants.id", ondelete="CASCADE"),
                primary_key=True,
            ),
            sa.Column("since", Moment, nullable=False),
        )
        op.create_index(f"ix_{name}_participant", name, ["participant_id"])
    op.create_table(
        "proposal_news",
        sa.Column("occasion", sa.String, primary_key=True),
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", Moment, nullable=False, index=True),
    )
    op.create_index("ix_proposal_news_proposal", "proposal_news", ["proposal_id", "at"])
