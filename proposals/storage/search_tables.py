"""The terms of every proposal, which search compares.

Only this table is written; each database keeps its own full-text index of it, by triggers (SQLite FTS5) or generated
columns (PostgreSQL), in the same transaction. The indexes belong to the databases and are mapped nowhere: their names
begin with `search_index`.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pb.storage.base import Table


class TermsRow(Table):
    """A proposal's terms (`proposals.core.search_terms`), with a space between. `id` is the index's row."""

    __tablename__ = "proposal_terms"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposals.id"), unique=True)
    title: Mapped[str]
    words: Mapped[str]
    parts: Mapped[str]
