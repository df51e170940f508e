"""The roll by standing and identity, codes in a table of their own, print jobs and corrections.

Hashes of references made under the server's secret stay: they match nothing any more, so a roll of a vote that hasn't
opened is taken in anew. Codes already printed go on working.
"""

import sqlalchemy as sa
from alembic import op

revision = "voting_0005"
down_revision = "voting_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the codes out of the roll, and make the new columns and tables."""
    op.create_table(
        "voting_codes",
        sa.Column("resident_id", sa.String, sa.ForeignKey("electoral_roll.resident_id"), primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False),
        sa.Column("lookup", sa.String, nullable=False),
        sa.Column("secret_hash", sa.String, nullable=False),
        sa.UniqueConstraint("cycle_id", "lookup"),
    )
    op.execute(
        "INSERT INTO voting_codes (resident_id, cycle_id, lookup, secret_hash)"
        " SELECT resident_id, cycle_id, code_lookup, code_hash FROM electoral_roll"
    )
    with op.batch_alter_table("electoral_roll") as roll:
        roll.drop_constraint("uq_electoral_roll_cycle_id_code_lookup", type_="unique")
        roll.drop_column("code_lookup")
        roll.drop_column("code_hash")
        roll.add_column(sa.Column("identity", sa.String))
        roll.add_column(sa.Column("standing", sa.String, nullable=False, server_default="entitled"))
        roll.add_column(sa.Column("age_band", sa.String))
        roll.add_column(sa.Column("is_shielded", sa.Boolean, nullable=False, server_default=sa.false()))
        roll.create_unique_constraint("uq_electoral_roll_cycle_id_identity", ["cycle_id", "identity"])
    with op.batch_alter_table("electoral_roll") as roll:
        roll.alter_column("standing", existing_type=sa.String, existing_nullable=False, server_default=None)
        roll.alter_column(
            "is_shielded", existing_type=sa.Boolean, existing_nullable=False, server_default=None
        )
    op.create_table(
        "roll_keys",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "roll_drafts",
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "print_jobs",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
        sa.Column("made", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "roll_corrections",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("cycle_id", sa.String, sa.ForeignKey("cycles.id"), nullable=False, index=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
