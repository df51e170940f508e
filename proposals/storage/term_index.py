"""Asking the two databases' full-text indexes for the same thing, so that both find alike.

SQLite has an FTS5 table, PostgreSQL three columns of lexemes. Ranking is ours, because the two rank differently: words
of the title come before words of the text, and both before ends of long words.
"""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, cast, column, literal, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

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
        found = select(_INDEX.c.rowid).where(_INDEX.c.search_index.op("MATCH")(_for_sqlite(words, part)))
        return TermsRow.id.in_(found)
    lexemes = literal_column(f"proposal_terms.search_index_{part}", TSVECTOR)
    return lexemes.bool_op("@@")(cast(literal(_for_postgres(words)), TSQUERY))


def _for_sqlite(words: Sequence[WantedWord], part: Part) -> str:
    columns = {Part.TITLE: "{title} : ", Part.WORDS: "{title words} : ", Part.ALL: ""}[part]
    return " AND ".join(
        f"{columns}({' OR '.join(_quote(term, chr(34), '*') for term in word)})" for word in words
    )


def _for_postgres(words: Sequence[WantedWord]) -> str:
    return " & ".join(f"({' | '.join(_quote(term, chr(39), ':*') for term in word)})" for word in words)


def _quote(term: WantedTerm, mark: str, prefix: str) -> str:
    return f"{mark}{term.text}{mark}{prefix if term.is_prefix else ''}"
