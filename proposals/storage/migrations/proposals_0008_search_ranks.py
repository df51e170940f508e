"""On PostgreSQL, an index of each part that search ranks by: without it, every match's terms were read to rank it.

None keeps new entries aside (`fastupdate`): proposals come one at a time, and what lies aside makes an index look so
dear that the planner reads every proposal's terms instead.
"""

from alembic import op

revision = "proposals_0008"
down_revision = "proposals_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the title's terms, and those of title and text; keep nothing aside."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX search_index_all")
        for part in ("title", "words", "all"):
            name = f"search_index_{part}"
            op.execute(f"CREATE INDEX {name} ON proposal_terms USING gin ({name}) WITH (fastupdate = off)")
