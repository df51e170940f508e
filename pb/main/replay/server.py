"""A running server of one's own: ``pb serve`` in another process, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from pb.main.replay.plan import ReplayError
from pb.main.settings import Settings, write_settings

STARTS_WITHIN = 30.0
STOPS_WITHIN = 20.0


def find_port() -> int:
    """Return a port of this machine that is free now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether nobody on this machine listens on ``port``."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def run_server(settings: Settings, port: int, log: Path, processes: int = 1) -> Iterator[str]:
    """Serve an installation on ``port`` while the block lasts, and yield its address. What it says goes to ``log``."""
    command = [sys.executable, "-m", "pb", "serve", "--port", str(port), "--processes", str(processes)]
    with log.open("wb") as said:
        environment = {**os.environ, **write_settings(settings)}
        server = subprocess.Popen(command, env=environment, stdout=said, stderr=said)  # noqa: S603
        try:
            address = f"http://127.0.0.1:{port}"
            _await_health(server, address, log)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await_health(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{address}/healthz", timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise ReplayError(f"The server did not start: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")
