"""Migrations make exactly the tables the code maps, from nothing and only once."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import pb.main.app  # noqa: F401  # maps every table
from pb.main.installation import MIGRATIONS
from pb.storage.base import Table
from pb.storage.database import Database
from pb.storage.migrate import list_missing, migrate


def test_migrations_make_the_mapped_tables(empty_database: Database) -> None:
    missing = list_missing(empty_database, MIGRATIONS)
    assert "pb_0001" in missing
    assert migrate(empty_database, MIGRATIONS) == missing
    assert list_missing(empty_database, MIGRATIONS) == ()
    assert migrate(empty_database, MIGRATIONS) == ()
    with empty_database.writer.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
