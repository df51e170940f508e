"""The tables of submission and review."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0001"
down_revision = None
branch_labels = ("proposals",)
depends_on = "pb_0001"


def upgrade() -> None:
    """Make the tables of drafts, proposals and reviews."""
    op.create_table(
        "proposal_drafts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("link_hash", sa.String, nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("title", "text", "why", "area", "proposer", "contact", "language")
        ),
        sa.Column("changed_at", Moment, nullable=False),
        sa.UniqueConstraint("link_hash"),
    )
    op.create_index("ix_proposal_drafts_changed_at", "proposal_drafts", ["changed_at"])
    op.create_table(
        "proposals",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("link_hash", sa.String),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("title", "text", "why")),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("area", "proposer", "contact", "language", "searched", "status", "unit")
        ),
        sa.Column("removal_reason", sa.JSON, nullable=False),
        sa.Column("removed_at", Moment),
        sa.Column("sent_at", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.UniqueConstraint("cycle_id", "number"),
        sa.UniqueConstraint("link_hash"),
        sa.CheckConstraint("number > 0", name=op.f("ck_proposals_number")),
        sa.CheckConstraint("status IN ('sent', 'withdrawn', 'hidden')", name=op.f("ck_proposals_status")),
    )
    op.create_index("ix_proposals_area", "proposals", ["cycle_id", "area", "number"])
    op.create_table(
        "proposal_reviews",
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("feasibility", sa.String, nullable=False),
        sa.Column("cost", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.JSON, nullable=False),
        sa.Column("reviewer", sa.String, nullable=False),
        sa.Column("reviewer_name", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("decided_at", Moment, nullable=False),
        sa.CheckConstraint(
            "feasibility IN ('feasible', 'not-feasible')", name=op.f("ck_proposal_reviews_feasibility")
        ),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_proposal_reviews_cost")),
    )
