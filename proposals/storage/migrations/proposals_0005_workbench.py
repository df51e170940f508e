"""The review workbench: assignments, notes, questions to authors, exclusions; and more in an answer."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0005"
down_revision = "proposals_0004"
branch_labels = None
depends_on = None


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _proposal(name: str = "proposal_id", *, key: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String, sa.ForeignKey("proposals.id"), primary_key=key, nullable=False)


def upgrade() -> None:
    """Make the tables, and the columns of an answer."""
    op.create_table(
        "review_assignments",
        _proposal(),
        sa.Column("unit", sa.String, primary_key=True),
        *_texts("officer", "officer_name"),
        sa.Column("due", Moment),
    )
    op.create_index("ix_review_assignments_officer", "review_assignments", ["officer"])
    op.create_index("ix_review_assignments_due", "review_assignments", ["due"])
    op.create_table(
        "review_notes",
        sa.Column("id", sa.String, primary_key=True),
        _proposal(key=False),
        *_texts("author", "unit", "text"),
        sa.Column("at", Moment, nullable=False),
    )
    op.create_index("ix_review_notes_proposal_id", "review_notes", ["proposal_id"])
    op.create_table(
        "information_requests",
        sa.Column("id", sa.String, primary_key=True),
        _proposal(key=False),
        *_texts("question", "asked_by", "unit"),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("due", Moment, nullable=False),
        *_texts("answer"),
        sa.Column("answered_at", Moment),
    )
    op.create_index("ix_information_requests_proposal_id", "information_requests", ["proposal_id"])
    op.create_table(
        "proposal_exclusions",
        _proposal("first"),
        _proposal("second"),
        *_texts("why"),
        sa.CheckConstraint("first < second", name="pair"),
    )
    op.create_index("ix_proposal_exclusions_second", "proposal_exclusions", ["second"])
    op.create_table(
        "proposal_appeals",
        _proposal(),
        *_texts("grounds"),
        sa.Column("filed_at", Moment, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("upheld", sa.Boolean),
        sa.Column("reason", sa.JSON, nullable=False),
        *_texts("decided_by", "decided_by_name"),
        sa.Column("decided_at", Moment),
    )
    for name, kind, default in (
        ("cost_low", sa.BigInteger, "0"),
        ("upkeep", sa.BigInteger, "0"),
        ("source", sa.String, "''"),
        ("assessments", sa.JSON, "'[]'"),
    ):
        column = sa.Column(name, kind, nullable=False, server_default=sa.text(default))
        op.add_column("proposal_reviews", column)
