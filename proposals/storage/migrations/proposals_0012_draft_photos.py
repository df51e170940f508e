"""Photos of drafts: a photo belongs to a proposal or to its draft, which have one id, so no table holds it alone."""

from alembic import op

revision = "proposals_0012"
down_revision = "proposals_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let go of the proposals' table."""
    with op.batch_alter_table("proposal_photos") as photos:
        photos.drop_constraint(op.f("fk_proposal_photos_proposal_id"), type_="foreignkey")
