"""Casts one ballot in a process of its own and kills that process at a chosen point, as a power cut would.

Run as a module: database URL, the roll's key of the resident, and the point, ``mark``, ``ballot`` or ``commit`` (killed
just before that statement) or ``answer`` (killed once the cast is committed). Never ends otherwise than by the signal.
"""

import os
import signal
import sys

from sqlalchemy import event

from pb.kernel.ids import ResidentId
from pb.storage.database import Database
from tests.support.voting_world import make_world

STATEMENTS = {"mark": "INSERT INTO participations", "ballot": "INSERT INTO sealed_ballots"}
POINTS = ("mark", "ballot", "commit", "answer")


def pull_plug(*_: object) -> None:
    """End this process without any farewell."""
    os.kill(os.getpid(), signal.SIGKILL)


def cast_until(url: str, resident: str, point: str) -> None:
    """Cast and be killed at ``point``."""
    world = make_world(Database(url))
    engine = world.database.writer
    if point == "commit":
        engine.dialect.do_commit = pull_plug  # type: ignore[method-assign, assignment]

    def watch(*arguments: object) -> None:
        if str(arguments[2]).startswith(STATEMENTS.get(point, "never")):
            pull_plug()

    event.listen(engine, "before_cursor_execute", watch)
    world.stand_in_voting()
    world.cast(ResidentId(resident), "1", "key")
    pull_plug()


if __name__ == "__main__":
    cast_until(*sys.argv[1:4])
