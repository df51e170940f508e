"""Everything a database holds, as text: what a thief of a backup would read."""

from sqlalchemy import MetaData, inspect

from pb.storage.database import Database


def dump_rows(database: Database) -> dict[str, list[dict[str, object]]]:
    """Return every row of every table the database really has, by table."""
    with database.read() as work:
        names = inspect(work.connection).get_table_names()
        found = MetaData()
        found.reflect(work.connection, only=names)
        return {
            name: [dict(row) for row in work.connection.execute(found.tables[name].select()).mappings()]
            for name in names
        }


def dump_database(database: Database) -> str:
    """Return the rows as text, one a line, each with its table's name."""
    return "\n".join(f"{name} {row!r}" for name, rows in dump_rows(database).items() for row in rows)
