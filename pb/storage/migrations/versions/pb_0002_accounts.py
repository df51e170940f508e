"""Accounts with their roles, links and log; sessions; throttles."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "pb_0002"
down_revision = "pb_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_account_tables()
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("account", sa.String(64), index=True),
        sa.Column("created", Moment, nullable=False),
        sa.Column("seen", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False, index=True),
    )
    op.create_table(
        "throttles",
        sa.Column("bucket", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("whole_again", Moment, nullable=False, index=True),
    )


def _make_account_tables() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("sign_in_name", sa.String(100), nullable=False, unique=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("unit", sa.String(100), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created", Moment, nullable=False),
    )
    op.create_table(
        "account_roles",
        sa.Column("account", sa.String(64), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("role", sa.String(40), primary_key=True),
    )
    op.create_table(
        "sign_in_links",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(64), sa.ForeignKey("accounts.id"), nullable=False, index=True),
        sa.Column("expires", Moment, nullable=False, index=True),
        sa.Column("used", Moment),
    )
    op.create_table(
        "account_log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("account", sa.String(64), nullable=False, index=True),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("actor_name", sa.String(100), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
    )
