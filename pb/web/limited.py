"""Reading a hostile file in a process of its own, with little memory and little time.

Readers of pictures and documents are where such files do their harm: a bomb that swells, a header that lies, a fault in
a library. Here the worst they do is to end a process that was given nothing but the file: none of our settings, no file
it could write. At most AT_ONCE run together, so that senders wait for each other and never readers for senders.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any

MEMORY = 1 << 30
SECONDS = 15
AT_ONCE = 2
GIVEN = ("PATH", "PYTHONPATH", "LANG", "LC_ALL")
"""What of our environment such a process gets: how to find Python's own parts."""

_places = BoundedSemaphore(AT_ONCE)

Answer = tuple[dict[str, Any], bytes]


def read_limited(module: str, content: bytes) -> Answer | None:
    """Return what a module answers to a file: plain data and bytes; None when it fell or took too long."""
    environment = {name: os.environ[name] for name in GIVEN if name in os.environ}
    try:
        with _places:
            done = _run(module, content, environment)
    except subprocess.TimeoutExpired:
        return None
    head, _, body = done.stdout.partition(b"\n")
    return (json.loads(head), body) if done.returncode == 0 and head else None


def _run(module: str, content: bytes, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  # a module of ours, named in the code
        [sys.executable, "-m", module],
        input=content,
        capture_output=True,
        check=False,
        timeout=2 * SECONDS,
        env=environment,
    )


def answer_limited(read: Callable[[bytes], Answer]) -> None:
    """Read the file on the standard input and answer on the standard output: what such a module does when it is run."""
    limit_itself()
    head, body = read(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def limit_itself() -> None:
    """Take no more memory and processor time than a decent file needs, and write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
