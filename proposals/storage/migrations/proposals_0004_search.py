"""Full-text search: a table of terms, each database's own index of it, and the terms of what was sent before."""

import sqlalchemy as sa
from alembic import op

from pb.kernel.language import LocalizedText
from proposals.core.search_terms import make_terms

revision = "proposals_0004"
down_revision = "proposals_0003"
branch_labels = None
depends_on = None

FTS5 = """
CREATE VIRTUAL TABLE search_index USING fts5(
    title, words, parts, content='proposal_terms', content_rowid='id', tokenize='ascii'
)
"""
GONE = """
INSERT INTO search_index (search_index, rowid, title, words, parts)
VALUES ('delete', old.id, old.title, old.words, old.parts);
"""
COME = """
INSERT INTO search_index (rowid, title, words, parts) VALUES (new.id, new.title, new.words, new.parts);
"""
TRIGGERS = {"INSERT": COME, "DELETE": GONE, "UPDATE": GONE + COME}

LEXEMES = """
ALTER TABLE proposal_terms ADD COLUMN search_index_{part} tsvector
GENERATED ALWAYS AS (array_to_tsvector(string_to_array({text}, ' '))) STORED
"""
PARTS = {
    "title": "title",
    "words": "btrim(title || ' ' || words)",
    "all": "btrim(btrim(title || ' ' || words) || ' ' || parts)",
}


def upgrade() -> None:
    """Make the table and the index, and fill them."""
    op.create_table(
        "proposal_terms",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("proposal_id", sa.String, sa.ForeignKey("proposals.id"), nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("title", "words", "parts")),
        sa.UniqueConstraint("proposal_id"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FTS5)
        for event, act in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER search_index_{event} AFTER {event} ON proposal_terms BEGIN {act} END")
    else:
        for part, text in PARTS.items():
            op.execute(LEXEMES.format(part=part, text=text))
        op.execute("CREATE INDEX search_index_all ON proposal_terms USING gin (search_index_all)")
    _fill()
    op.drop_column("proposals", "searched")


def _fill() -> None:
    proposals = sa.table(
        "proposals",
        *(sa.column(name) for name in ("id", "number", "proposer")),
        *(sa.column(name, sa.JSON) for name in ("title", "text", "why")),
    )
    columns: list[sa.ColumnClause[str]] = [
        sa.column(name) for name in ("proposal_id", "title", "words", "parts")
    ]
    terms_table = sa.table("proposal_terms", *columns)
    connection = op.get_bind()
    for row in connection.execute(sa.select(proposals)).all():
        title, text, why = (LocalizedText(**part) for part in (row.title, row.text, row.why))
        terms = make_terms(row.number, title, text, why, names=[row.proposer])
        connection.execute(
            sa.insert(terms_table).values(
                proposal_id=row.id, title=terms.title, words=terms.words, parts=terms.parts
            )
        )
