"""Does things in processes of their own that are killed on the way, one after the other, without starting anew for each.

A program of this kind is a module with ``serve(act)`` at its end; a test talks to it through `open_mortal`. The program
must hold no connection to a database while it forks.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.pool import PoolProxiedConnection

TREE = Path(__file__).parents[2]


def pull_plug(*_: object) -> None:
    """End this process without any farewell, as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(engine: Engine, point: int) -> None:
    """Have this process killed at a point of the next transaction on ``engine``.

    Points count from 1: so many statements less one are sent. The two after the last statement are just before the
    commit and just after it.
    """
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


def serve(act: Callable[..., None]) -> None:
    """For each line of the standard input do ``act(*words)`` in a child and answer the signal that ended it, or 0."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            act(*line.split())
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            sys.exit(f"the act failed: {line}")
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, flush=True)


@contextmanager
def open_mortal(module: str) -> Iterator[Callable[..., bool]]:
    """Run a module that serves; what is given does an act with the words and says whether it was killed."""
    command = [sys.executable, "-m", module]
    with subprocess.Popen(
        command, cwd=TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        stdin, stdout = program.stdin, program.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the program has no pipes")

        def act(*words: object) -> bool:
            print(*words, file=stdin, flush=True)
            answer = stdout.readline()
            if not answer:
                raise RuntimeError(f"{module} ended by itself at {words}")
            return int(answer) == signal.SIGKILL

        yield act
        stdin.close()
