"""Counts what is asked of a database, so that a page is held to as many statements for many as for few."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from pb.storage.database import Database


@contextmanager
def count_statements(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    engines = {database.writer, database._reader}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
