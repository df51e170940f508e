"""What the session of a cookie carries: tests that know the cookie can look, a thief of the table can't."""

from collections.abc import Mapping
from typing import Any

from pb.storage.database import Database
from pb.storage.sessions import find_session


def read_session(database: Database, secret: str) -> Mapping[str, Any]:
    """Return the data of the session, empty when there is none."""
    with database.read() as work:
        stored = find_session(work, secret)
    return stored.data if stored else {}
