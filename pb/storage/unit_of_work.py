"""One transaction that rolls back unless told to commit.

A handler commits before it makes its answer; so nothing is ever called recorded that isn't.
"""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from pb.engine.journal import JournalEvent
from pb.kernel.ids import CycleId
from pb.storage.cycle_ledger import CycleLedger


class Work(CycleLedger):
    """A transaction's session, and the engine's ledger on it. Leaving the block without `commit` undoes everything."""

    def __init__(
        self, engine: Engine, *, reads_only: bool = False, tell_act: Callable[[], None] = lambda: None
    ) -> None:
        """Prepare a transaction on ``engine``; it begins when the block is entered.

        ``tell_act`` is called after a commit that has written in a cycle's journal.
        """
        self._engine = engine
        self._reads_only = reads_only
        self._tell_act = tell_act
        self._has_act = False
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The session. Only within the block."""
        if self._session is None:
            raise RuntimeError("the unit of work is not open")
        return self._session

    @property
    def connection(self) -> Connection:
        """The session's connection, for statements that need no objects."""
        return self.session.connection()

    def commit(self) -> None:
        """Make everything lasting. Raises when the database does not confirm it."""
        if self._reads_only:
            raise RuntimeError("this unit of work only reads")
        has_act, self._has_act = self._has_act, False
        try:
            self.session.commit()
        except BaseException:
            # A connection whose COMMIT failed is in an unknown state. It must not go back to the pool, which on SQLite
            # has this one connection for all writing.
            self.session.invalidate()
            raise
        if has_act:
            self._tell_act()

    def write_journal(self, cycle_id: CycleId, event: JournalEvent, at: datetime) -> None:
        """Append to the journal; the commit tells of it."""
        super().write_journal(cycle_id, event, at)
        self._has_act = True

    def __enter__(self) -> "Work":
        """Begin the transaction."""
        self._session = Session(self._engine, expire_on_commit=False, autoflush=True)
        try:
            self._session.connection()
        except BaseException:
            self._session.close()
            self._session = None
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Undo what wasn't committed and give the connection back."""
        session, self._session = self.session, None
        session.close()
