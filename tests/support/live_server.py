"""A real server for what only a socket can do: lie about lengths, stop half-way, send no HTTP at all."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep

import uvicorn
from litestar import Litestar

SOON = 5.0
"""Seconds in which a server answers that waits for nobody: half of what it would wait. Others use the machine too."""


@dataclass(frozen=True, slots=True)
class LiveServer:
    """A server on this machine."""

    port: int

    def connect(self) -> socket.socket:
        """Open a connection; answers are waited for at most ten seconds."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def exchange(self, request: bytes, *, hangs_up: bool = False) -> int:
        """Send bytes and return the status of the answer; 0 when the server closes without one."""
        with self.connect() as connection:
            connection.sendall(request)
            if hangs_up:
                connection.shutdown(socket.SHUT_WR)
            return read_status(connection)

    def ask(self, path: str) -> tuple[int, float]:
        """Open a page as an honest visitor; return the status and the seconds it took."""
        start = monotonic()
        status = self.exchange(f"GET {path} HTTP/1.1\r\nHost: pb\r\nConnection: close\r\n\r\n".encode())
        return status, monotonic() - start


def read_status(connection: socket.socket) -> int:
    """Return the status of an answer; 0 when the server closes without one. Raises TimeoutError when none comes."""
    try:
        answer = connection.recv(65_536)
    except ConnectionResetError:
        return 0
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


@contextmanager
def serve(app: Litestar) -> Iterator[LiveServer]:
    """Run an application until the block is left."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        sleep(0.02)
    try:
        yield LiveServer(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
