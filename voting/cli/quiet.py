"""Keeping a native library's greeting off standard output: the solver for maximum welfare prints one when it starts.

It writes through the C library, below Python's `sys.stdout`, so the file descriptor itself is turned aside.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STDOUT = 1


@contextmanager
def quiet_stdout() -> Iterator[None]:
    """Drop whatever is written to the process's standard output meanwhile."""
    sys.stdout.flush()
    kept = os.dup(_STDOUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDOUT)
    try:
        yield
    finally:
        # What the C library holds back has to go before the descriptor returns.
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, _STDOUT)
        os.close(kept)
        os.close(nowhere)
