"""Engines for the two databases, and one way to open a unit of work on either.

SQLite is the embedded default: one file, one process, **one write connection** so that writers queue instead of
contending, and a pool of readers that can't write. PostgreSQL serves several processes. Measurements: docs/adr.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from pb.storage.unit_of_work import Work

POOL = 16
WAIT_SECONDS = 20
BUSY_MILLISECONDS = 10_000
RESTED_SECONDS = 1.0


class Database:
    """One database. `read` and `write` open units of work; `close` gives every connection back."""

    def __init__(self, url: str) -> None:
        """Prepare engines for ``url`` (``sqlite:///…`` or ``postgresql://…``); nothing is connected yet."""
        self.acts = 0
        """Acts of cycles that this process has committed here: what it made before the last may be out of date."""
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._writer = _sqlite_engine(parsed, size=1, reads_only=False)
            self._reader = _sqlite_engine(parsed, size=POOL, reads_only=True)
        else:
            self._writer = self._reader = _postgres_engine(parsed)

    @property
    def writer(self) -> Engine:
        """The engine that may write, for migrations."""
        return self._writer

    @contextmanager
    def read(self) -> Iterator[Work]:
        """Open a unit of work that sees one moment of the database and writes nothing."""
        with Work(self._reader, reads_only=True) as work:
            yield work

    @contextmanager
    def write(self) -> Iterator[Work]:
        """Open a unit of work that may commit. On SQLite it waits its turn before anything is read."""
        with Work(self._writer, tell_act=self._count_act) as work:
            yield work

    def _count_act(self) -> None:
        self.acts += 1

    def close(self) -> None:
        """Close every connection; one that is still at work is closed when it comes back."""
        for engine in {self._writer, self._reader}:
            event.listen(engine, "checkin", lambda _connection, entry: entry.close())
            engine.dispose()


def _sqlite_engine(url: URL, *, size: int, reads_only: bool) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file: memory would hide locking")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        hide_parameters=True,  # an exception must never tell what somebody typed
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        connect_args={"timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late for our locking, so it is switched off and sent below.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            *(("query_only=ON",) if reads_only else ()),
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def _postgres_engine(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=WAIT_SECONDS,
        connect_args={
            "connect_timeout": 10,
            "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
        },
    )
    _ask_after_rests(engine)
    return engine


def _ask_after_rests(engine: Engine) -> None:
    """Ask a connection that has rested whether the server is still there; one that was just used has answered already.

    A restart of the server so costs a request at most the connections used in the last moment, which answer 503.
    """

    @event.listens_for(engine, "checkin")
    def _rest(_connection: Any, entry: ConnectionPoolEntry) -> None:
        entry.info["resting_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def _ask(connection: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
        since = entry.info.get("resting_since")
        if since is None or monotonic() - since < RESTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error
