"""What a proposal is about, where it is and who proposes it, in proposals and their drafts."""

import sqlalchemy as sa
from alembic import op

revision = "proposals_0011"
down_revision = "proposals_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was proposed before stands for nobody but its proposer, at no place in particular."""
    with op.batch_alter_table("proposal_drafts") as drafts:
        for name in ("theme", "address", "point", "guide"):
            drafts.add_column(sa.Column(name, sa.String, nullable=False, server_default=""))
        drafts.add_column(sa.Column("author_kind", sa.String, nullable=False, server_default="alone"))
    with op.batch_alter_table("proposals") as proposals:
        for name in ("theme", "address", "guide"):
            proposals.add_column(sa.Column(name, sa.String, nullable=False, server_default=""))
        for name in ("latitude", "longitude"):
            proposals.add_column(sa.Column(name, sa.Double(), nullable=True))
        proposals.add_column(sa.Column("author_kind", sa.String, nullable=False, server_default="alone"))
        proposals.create_check_constraint(
            op.f("ck_proposals_author_kind"), "author_kind IN ('alone', 'group', 'association', 'class')"
        )
        proposals.create_check_constraint(
            op.f("ck_proposals_point"), "(latitude IS NULL) = (longitude IS NULL)"
        )
    op.create_index("ix_proposals_theme", "proposals", ["cycle_id", "theme", "number"])
