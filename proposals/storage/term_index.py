"""Asking the two databases' full-text indexes for the same thing, so that both find alike.

SQLite has an FTS5 table, PostgreSQL three columns of lexemes. Ranking is ours, because the two rank differently: words
of the title come before words of the text, and both before ends of long words.
"""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, cast, column, literal, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.orm import aliased

from pb.storage.unit_of_work import Work
from proposals.core.search_terms import WantedTerm, WantedWord
from proposals.storage.search_tables import TermsRow

_INDEX = table("search_index", column("rowid"), column("search_index"))


class Part(StrEnum):
    """Where terms are looked for, from the narrowest."""

    TITLE = "title"
    WORDS = "words"
    ALL = "all"


def match_words(work: Work, words: Sequence[WantedWord], part: Part) -> ColumnElement[bool]:
    """Return the condition on `TermsRow` that every one of ``words`` (at least one) is in that part."""
    if work.connection.dialect.name == "sqlite":
        found: Select[int] = select(_INDEX.c.rowid).where(
            _INDEX.c.search_index.op("MATCH")(_for_sqlite(words, part))
        )
    else:
        # Asked of a table of its own, so that the index answers it once, and no row's terms are read to rank it.
        terms = aliased(TermsRow, name="ranked_terms")
        lexemes = literal_column(f"ranked_terms.search_index_{part}", TSVECTOR)
        found = select(terms.id).where(lexemes.bool_op("@@")(cast(literal(_for_postgres(words)), TSQUERY)))
    return TermsRow.id.in_(found)


def _for_sqlite(words: Sequence[WantedWord], part: Part) -> str:
    columns = {Part.TITLE: "{title} : ", Part.WORDS: "{title words} : ", Part.ALL: ""}[part]
    return " AND ".join(
        f"{columns}({' OR '.join(_quote(term, chr(34), '*') for term in word)})" for word in words
    )


def _for_postgres(words: Sequence[WantedWord]) -> str:
    return " & ".join(f"({' | '.join(_quote(term, chr(39), ':*') for term in word)})" for word in words)


def _quote(term: WantedTerm, mark: str, prefix: str) -> str:
    return f"{mark}{term.text}{mark}{prefix if term.is_prefix else ''}"
