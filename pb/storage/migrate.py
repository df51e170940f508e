"""Migrations as a command, never at start-up: with several processes each would try.

Every package keeps its own migrations beside its tables, as a branch with the package's name; so a new stage brings its
tables along and touches nobody else's. The folders are handed in by the composition root.
"""

from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from pb.storage.database import Database

HOME = Path(__file__).parent / "migrations"


def migrate(database: Database, folders: Sequence[Path]) -> tuple[str, ...]:
    """Bring the database to the newest tables and return the revisions that were missing."""
    missing = list_missing(database, folders)
    if missing:
        config = _configure(folders)
        with database.writer.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "heads")
    return missing


def list_missing(database: Database, folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the revisions the database lacks, the oldest first; empty when it is up to date."""
    scripts = ScriptDirectory.from_config(_configure(folders))
    with database.writer.begin() as connection:
        present = set(MigrationContext.configure(connection).get_current_heads())
    applied = {script.revision for head in present for script in scripts.iterate_revisions(head, "base")}
    every = [script.revision for script in scripts.walk_revisions()]
    return tuple(revision for revision in reversed(every) if revision not in applied)


def _configure(folders: Sequence[Path]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HOME))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in folders))
    return config
