"""Co-authors and their invitations, earlier versions of proposals, and what was carried over."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0007"
down_revision = "proposals_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "proposal_coauthors",
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), primary_key=True),
        sa.Column(
            "participant_id",
            sa.String,
            sa.ForeignKey("participants.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("since", Moment, nullable=False),
    )
    op.create_index("ix_proposal_coauthors_participant", "proposal_coauthors", ["participant_id"])
    op.create_table(
        "proposal_invitations",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), nullable=False),
        sa.Column("address", sa.String, nullable=False, index=True),
        sa.Column("called", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("invited_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False, index=True),
        sa.UniqueConstraint("proposal_id", "address"),
    )
    op.create_table(
        "proposal_versions",
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("since", Moment, nullable=False),
    )
    op.create_table(
        "proposal_carries",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("earlier_id", sa.String, sa.ForeignKey("proposals.id"), nullable=False),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.UniqueConstraint("earlier_id", "cycle_id"),
    )
