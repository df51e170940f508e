"""Comments, reports, merges and splits; a proposal can be merged into another or split from one."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0006"
down_revision = "proposals_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the statuses of proposals and make the tables of the conversation."""
    with op.batch_alter_table("proposals") as proposals:
        proposals.add_column(sa.Column("merged_into", sa.Integer))
        proposals.add_column(sa.Column("split_from", sa.Integer))
        proposals.drop_constraint(op.f("ck_proposals_status"), type_="check")
        proposals.create_check_constraint(
            op.f("ck_proposals_status"), "status IN ('sent', 'withdrawn', 'hidden', 'merged')"
        )
        proposals.create_check_constraint(
            op.f("ck_proposals_merged"), "(merged_into IS NULL) = (status <> 'merged')"
        )
    _make_moderation()
    _make_merges()
    _make_comments()


def _make_moderation() -> None:
    op.create_table(
        "proposal_reports",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("matter", "subject_id")),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("ground", "note", "language")),
        sa.Column("at", Moment, nullable=False),
        sa.Column("settled_at", Moment),
        sa.CheckConstraint("matter IN ('proposal', 'comment')", name=op.f("ck_proposal_reports_matter")),
    )
    op.create_index("ix_proposal_reports_waiting", "proposal_reports", ["cycle_id", "settled_at", "at"])
    op.create_index("ix_proposal_reports_subject", "proposal_reports", ["matter", "subject_id"])
    op.create_table(
        "proposal_readings",
        sa.Column("matter", sa.String, primary_key=True),
        sa.Column("subject_id", sa.String, primary_key=True),
        sa.Column("read_at", Moment, nullable=False),
    )


def _make_merges() -> None:
    op.create_table(
        "proposal_merges",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("into_number", sa.Integer, nullable=False),
        sa.Column("wording", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("settled_at", Moment),
        sa.Column("later", sa.JSON),
        sa.CheckConstraint(
            "state IN ('asked', 'done', 'refused', 'lapsed', 'stopped', 'undone')",
            name=op.f("ck_proposal_merges_state"),
        ),
    )
    op.create_index("ix_proposal_merges_cycle", "proposal_merges", ["cycle_id", "asked_at"])
    op.create_index("ix_proposal_merges_due", "proposal_merges", ["state", "due_at"])
    op.create_table(
        "proposal_merge_parties",
        sa.Column("merge_id", sa.String, sa.ForeignKey("proposal_merges.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("consent", sa.String, nullable=False),
        sa.Column("answered_at", Moment),
        sa.Column("before", sa.JSON, nullable=False),
        sa.CheckConstraint(
            "consent IN ('waiting', 'agreed', 'refused')", name=op.f("ck_proposal_merge_parties_consent")
        ),
    )
    op.create_table(
        "proposal_splits",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("source", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("undone_at", Moment),
        sa.Column("later", sa.JSON),
    )
    op.create_index("ix_proposal_splits_cycle", "proposal_splits", ["cycle_id", "at"])


def _make_comments() -> None:
    op.create_table(
        "proposal_comments",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), nullable=False),
        sa.Column("parent_id", sa.String, sa.ForeignKey("proposal_comments.id")),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("kind", "text", "name", "unit", "language")
        ),
        sa.Column("at", Moment, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("answered_at", Moment),
        sa.Column("hidden_reason", sa.JSON, nullable=False),
        sa.Column("hidden_at", Moment),
        sa.CheckConstraint(
            "kind IN ('comment', 'question', 'answer')", name=op.f("ck_proposal_comments_kind")
        ),
        sa.CheckConstraint("(due IS NOT NULL) = (kind = 'question')", name=op.f("ck_proposal_comments_due")),
    )
    for name, columns in (
        ("thread", ["proposal_id", "parent_id", "at"]),
        ("replies", ["parent_id", "at"]),
        ("questions", ["cycle_id", "kind", "answered_at", "due"]),
    ):
        op.create_index(f"ix_proposal_comments_{name}", "proposal_comments", columns)
    op.create_table(
        "proposal_comment_authors",
        sa.Column("comment_id", sa.String, sa.ForeignKey("proposal_comments.id"), primary_key=True),
        sa.Column("author", sa.String, nullable=False),
    )
    op.create_index("ix_proposal_comment_authors_author", "proposal_comment_authors", ["author"])
