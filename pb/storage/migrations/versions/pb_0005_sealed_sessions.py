"""What sessions carry, sealed under their secrets. Whoever is signed in has to sign in again."""

import sqlalchemy as sa
from alembic import op

from pb.storage.base import Moment

revision = "pb_0005"
down_revision = "pb_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table anew: nothing of the old one can be sealed without the cookies."""
    op.drop_table("sessions")
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("account", sa.String(64), index=True),
        sa.Column("created", Moment, nullable=False),
        sa.Column("seen", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False, index=True),
    )
