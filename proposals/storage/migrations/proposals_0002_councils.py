"""The tables of councils' statements and of events."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "proposals_0002"
down_revision = "proposals_0001"
branch_labels = None
depends_on = None


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _documents(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON, nullable=False) for name in names]


def _asking_id() -> sa.Column[str]:
    return sa.Column("asking_id", sa.String, sa.ForeignKey("statement_askings.id"), primary_key=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "statement_askings",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("council", sa.String, nullable=False),
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id")),
        *_documents("question"),
        sa.Column("due", Moment, nullable=False),
        *_texts("asked_by"),
        sa.Column("asked_at", Moment, nullable=False),
    )
    for name in ("cycle_id", "council", "proposal_id"):
        op.create_index(f"ix_statement_askings_{name}", "statement_askings", [name])
    op.create_table(
        "statement_drafts",
        _asking_id(),
        sa.Column("version", sa.Integer, nullable=False),
        *_documents("text"),
        *_texts("writer"),
        sa.Column("changed_at", Moment, nullable=False),
    )
    op.create_table(
        "statements",
        _asking_id(),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        *_documents("text"),
        *_texts("filer"),
        sa.Column("filed_at", Moment, nullable=False),
    )
    op.create_table(
        "statement_answers",
        _asking_id(),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("answers", sa.Integer, nullable=False),
        *_documents("heard"),
        *_texts("effect"),
        *_documents("why"),
        *_texts("writer_name", "unit"),
        sa.Column("answered_at", Moment, nullable=False),
        sa.CheckConstraint(
            "effect IN ('changed', 'partly', 'not-changed')", name=op.f("ck_statement_answers_effect")
        ),
    )
    _create_events()


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        *_texts("kind"),
        *_documents("title", "about"),
        *_texts("place", "address"),
        sa.Column("starts_at", Moment, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("step_free", "toilet", "hearing_loop")),
        *_documents("languages", "access_note", "stops", "outcome"),
        sa.Column("participants", sa.Integer),
        sa.Column("announced_at", Moment, nullable=False),
        *_documents("cancelled"),
        sa.Column("cancelled_at", Moment),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("kind IN ('walk', 'table', 'clinic', 'workshop')", name=op.f("ck_events_kind")),
        sa.CheckConstraint("participants >= 0", name=op.f("ck_events_participants")),
    )
    for name in ("cycle_id", "starts_at"):
        op.create_index(f"ix_events_{name}", "events", [name])
    op.create_table(
        "event_notes",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("event_id", sa.String, sa.ForeignKey("events.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("stop", sa.Integer),
        *_texts("text", "language"),
        sa.Column("proposal_id", sa.String),
        *_texts("written_by"),
        sa.Column("written_at", Moment, nullable=False),
        sa.UniqueConstraint("event_id", "number"),
    )
    op.create_index("ix_event_notes_proposal_id", "event_notes", ["proposal_id"])
