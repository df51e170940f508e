"""The engine's tables."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "pb_0001"
down_revision = None
branch_labels = ("pb",)
depends_on = None


def upgrade() -> None:
    """Make the tables of cycles, stages, handoffs, the journal and approvals."""
    op.create_table(
        "cycles",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("declaration", sa.JSON, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
    )
    op.create_table(
        "cycle_stages",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("opened_at", Moment),
        sa.Column("closed_at", Moment),
        sa.CheckConstraint("status IN ('coming', 'open', 'closed')", name=op.f("ck_cycle_stages_status")),
    )
    op.create_table(
        "handoffs",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("stage", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("actor_id", sa.String, nullable=False),
        sa.Column("actor_name", sa.String, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("amendment", sa.String, nullable=False),
        sa.Column("requested_by", sa.String, nullable=False),
        sa.Column("requested_name", sa.String, nullable=False),
        sa.Column("requested_at", Moment, nullable=False),
        sa.Column("approved_by", sa.String),
        sa.Column("approved_name", sa.String),
        sa.Column("approved_at", Moment),
        sa.Column("spent", sa.Boolean, nullable=False),
        sa.CheckConstraint("approved_by <> requested_by", name=op.f("ck_approvals_two_people")),
    )
    op.create_index("ix_approvals_act", "approvals", ["cycle_id", "stage", "act"])
