"""Casts ballots in processes of their own and kills each at a chosen point, as a power cut would.

Run as a module with the database's URL; each line on the standard input names a resident by the roll's key and a point.
Points count from 1: so many statements are sent and the next is not; the two after the last statement are just before
the commit and just after it. Answers each line with the number of the signal that ended the cast, or 0 for a point
beyond the end.
"""

import os
import signal
import sys

from sqlalchemy import event
from sqlalchemy.pool import PoolProxiedConnection

from pb.kernel.ids import ResidentId
from pb.storage.database import Database
from tests.support.voting_world import make_world


def pull_plug() -> None:
    """End this process without any farewell."""
    os.kill(os.getpid(), signal.SIGKILL)


def cast_until(url: str, resident: str, point: int) -> None:
    """Cast and be killed at ``point``; return when the cast has fewer points."""
    world = make_world(Database(url))
    world.stand_in_voting()
    engine = world.database.writer
    passed = 0

    def pass_point(*_: object) -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            pull_plug()

    commit = engine.dialect.do_commit

    def watch_commit(connection: PoolProxiedConnection) -> None:
        pass_point()
        commit(connection)
        pass_point()

    engine.dialect.do_commit = watch_commit  # type: ignore[method-assign, assignment]
    event.listen(engine, "before_cursor_execute", pass_point)
    world.cast(ResidentId(resident), "1", "key")


def cast_aside(url: str, resident: str, point: int) -> int:
    """Do the same in a process of its own and return the signal that ended it."""
    child = os.fork()
    if child == 0:
        cast_until(url, resident, point)
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        name, number = line.split()
        print(cast_aside(sys.argv[1], name, int(number)), flush=True)
