"""The sealed ballot box: keys, manifests, tags, sealed ballots, the board, its checkpoints and the tally's files.

The tables of unsealed votes go, and what is in them: no installation has ever held a vote with them.
"""

import sqlalchemy as sa
from alembic import op

revision = "voting_0002"
down_revision = "voting_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of sealed voting."""
    op.drop_index("ix_ballots_area", "ballots")
    op.drop_table("ballots")
    op.drop_table("participations")
    op.create_table(
        "elections",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("ceremony", sa.JSON, nullable=False),
        sa.Column("locked_share", sa.LargeBinary),
        sa.Column("lost", sa.LargeBinary),
        sa.Column("accepted", sa.LargeBinary),
    )
    op.create_table(
        "manifests",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "participations",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("resident_id", sa.String, sa.ForeignKey("electoral_roll.resident_id"), primary_key=True),
        sa.Column("tag", sa.LargeBinary, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.UniqueConstraint("cycle_id", "tag"),
    )
    _make_ballots_and_board()


def _make_ballots_and_board() -> None:
    op.create_table(
        "sealed_ballots",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("tag", sa.LargeBinary, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("manifest", sa.Integer, nullable=False),
        sa.Column("style", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("hour", sa.String, nullable=False),
        sa.Column("position", sa.Integer),
        sa.UniqueConstraint("cycle_id", "tag", "turn"),
        sa.UniqueConstraint("cycle_id", "tag", "key"),
        sa.UniqueConstraint("cycle_id", "code"),
        sa.UniqueConstraint("cycle_id", "position"),
        sqlite_with_rowid=False,
    )
    is_pending = sa.text("position IS NULL")
    op.create_index(
        "ix_sealed_ballots_pending",
        "sealed_ballots",
        ["cycle_id"],
        sqlite_where=is_pending,
        postgresql_where=is_pending,
    )
    op.create_table(
        "board_entries",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("line", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "checkpoints",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "tally_files",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
