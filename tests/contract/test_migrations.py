"""Migrations make exactly the tables the code maps, from nothing and only once."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

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
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _is_mapped}
        )
        assert compare_metadata(context, Table.metadata) == []


def _is_mapped(name: str | None, _kind: str, _parents: object) -> bool:
    """Leave out what the databases keep for themselves: the indexes of search."""
    return not (name or "").startswith("search_index")


FIRST = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "rebuild_0001", None, ("rebuild",), None


def upgrade():
    op.create_table("parents", sa.Column("id", sa.String, primary_key=True), sa.Column("old", sa.String, nullable=False))
    op.create_table("children", sa.Column("parent", sa.String, sa.ForeignKey("parents.id"), primary_key=True))
"""
SECOND = """
from alembic import op

revision, down_revision, branch_labels, depends_on = "rebuild_0002", "rebuild_0001", None, None


def upgrade():
    with op.batch_alter_table("parents") as parents:
        parents.drop_column("old")
"""
THIRD = """
from alembic import op

revision, down_revision, branch_labels, depends_on = "rebuild_0003", "rebuild_0002", None, None


def upgrade():
    op.execute("DELETE FROM parents")
"""


def test_table_that_others_point_to_is_rebuilt_with_its_rows(
    empty_database: Database, tmp_path: Path
) -> None:
    (tmp_path / "rebuild_0001.py").write_text(FIRST)
    migrate(empty_database, [tmp_path])
    with empty_database.writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO parents VALUES ('a', 'x')")
        connection.exec_driver_sql("INSERT INTO children VALUES ('a')")
    (tmp_path / "rebuild_0002.py").write_text(SECOND)
    assert migrate(empty_database, [tmp_path]) == ("rebuild_0002",)
    with empty_database.writer.begin() as connection:
        assert connection.exec_driver_sql("SELECT * FROM parents").all() == [("a",)]
        assert connection.exec_driver_sql("SELECT * FROM children").all() == [("a",)]
    with pytest.raises(IntegrityError), empty_database.writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO children VALUES ('nobody')")


def test_migration_that_would_leave_orphans_is_undone(empty_database: Database, tmp_path: Path) -> None:
    (tmp_path / "rebuild_0001.py").write_text(FIRST)
    migrate(empty_database, [tmp_path])
    with empty_database.writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO parents VALUES ('a', 'x')")
        connection.exec_driver_sql("INSERT INTO children VALUES ('a')")
    (tmp_path / "rebuild_0003.py").write_text(THIRD.replace("rebuild_0002", "rebuild_0001"))
    with pytest.raises((IntegrityError, RuntimeError)):
        migrate(empty_database, [tmp_path])
    assert list_missing(empty_database, [tmp_path]) == ("rebuild_0003",)
    with empty_database.writer.begin() as connection:
        assert connection.exec_driver_sql("SELECT id FROM parents").all() == [("a",)]
