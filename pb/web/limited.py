"""Reading a hostile file in a process of its own, with little memory and little time.

Readers of pictures and documents are where such files do their harm: a bomb that swells, a header that lies, a fault in
a library. Here the worst they do is to end a process that holds nothing.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any

MEMORY = 1 << 30
SECONDS = 15

Answer = tuple[dict[str, Any], bytes]


def read_limited(module: str, content: bytes) -> Answer | None:
    """Return what a module answers to a file: plain data and bytes; None when it fell or took too long."""
    try:
        done = subprocess.run(  # noqa: S603  # a module of ours, named in the code
            [sys.executable, "-m", module],
            input=content,
            capture_output=True,
            check=False,
            timeout=2 * SECONDS,
        )
    except subprocess.TimeoutExpired:
        return None
    head, _, body = done.stdout.partition(b"\n")
    return (json.loads(head), body) if done.returncode == 0 and head else None


def answer_limited(read: Callable[[bytes], Answer]) -> None:
    """Read the file on the standard input and answer on the standard output: what such a module does when it is run."""
    limit_itself()
    head, body = read(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def limit_itself() -> None:
    """Take no more memory and processor time than a decent file needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
