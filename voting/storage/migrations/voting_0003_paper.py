"""The tables of voting on paper: desks, marks, batches keyed twice, and the audit."""

import sqlalchemy as sa
from alembic import op

revision = "voting_0003"
down_revision = "voting_0002"


def upgrade() -> None:
    """Make the tables."""
    _make_desks()
    _make_batches()
    _make_sheets()
    op.create_table(
        "paper_audits",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("salt", sa.String, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.Column("seed", sa.String),
        sa.Column("drawn", sa.JSON(none_as_null=True)),
        sa.Column("finding", sa.JSON(none_as_null=True)),
    )


def _make_desks() -> None:
    op.create_table(
        "paper_desks",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.UniqueConstraint("cycle_id", "name"),
    )
    op.create_table(
        "paper_movements",
        sa.Column("desk_id", sa.String, sa.ForeignKey("paper_desks.id"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("sheets", sa.Integer, nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "paper_marks",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("resident_id", sa.String, sa.ForeignKey("electoral_roll.resident_id"), primary_key=True),
        sa.Column("desk_id", sa.String, sa.ForeignKey("paper_desks.id"), nullable=False),
        sa.Column("marked_by", sa.String, nullable=False),
        sa.Column("hour", sa.String, nullable=False),
    )
    op.create_index("ix_paper_marks_desk_id", "paper_marks", ["desk_id"])


def _make_batches() -> None:
    op.create_table(
        "paper_batches",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("desk_id", sa.String, sa.ForeignKey("paper_desks.id"), nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("sheets", sa.Integer, nullable=False),
        sa.UniqueConstraint("cycle_id", "number"),
    )
    op.create_table(
        "paper_entries",
        sa.Column("batch_id", sa.String, sa.ForeignKey("paper_batches.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("official_id", sa.String, nullable=False),
        sa.Column("official_name", sa.String, nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.UniqueConstraint("batch_id", "official_id"),
        sa.CheckConstraint("number IN (1, 2)", name="number"),
    )


def _make_sheets() -> None:
    op.create_table(
        "paper_readings",
        sa.Column("batch_id", sa.String, sa.ForeignKey("paper_batches.id"), primary_key=True),
        sa.Column("entry", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("line", sa.String, nullable=False),
    )
    op.create_table(
        "paper_decisions",
        sa.Column("batch_id", sa.String, sa.ForeignKey("paper_batches.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("line", sa.String, nullable=False),
        sa.Column("proposed_by", sa.String, nullable=False),
        sa.Column("proposed_name", sa.String, nullable=False),
    )
    op.create_table(
        "paper_sheets",
        sa.Column("batch_id", sa.String, sa.ForeignKey("paper_batches.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("line", sa.String, nullable=False),
    )
