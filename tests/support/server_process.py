"""``pb serve`` in processes of its own, to be killed as a power cut would, and started again on the same port.

Its processes share a group, so that killing it kills all of them at once.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from pb.main.settings import Settings, write_settings

STARTS_WITHIN = 60.0
START = "from pb.main.cli import main; main(prog_name='pb')"


class ServerProcess:
    """A server of an installation at its public address."""

    def __init__(self, settings: Settings, log: Path, processes: int = 1, first: str = "") -> None:
        """Prepare; nothing runs yet. What it says goes to ``log``; ``first`` is Python to be run before all."""
        self.address = settings.public_url
        self.log = log
        self._environment = {**os.environ, **write_settings(settings)}
        port = self.address.rpartition(":")[2]
        program = ["-c", f"{first}\n{START}"] if first else ["-m", "pb"]
        self._command = [sys.executable, *program, "serve", "--port", port, "--processes", str(processes)]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def group(self) -> int:
        """The number of the group that all its processes are in."""
        if self._process is None:
            raise RuntimeError("the server isn't running")
        return os.getpgid(self._process.pid)

    @property
    def pid(self) -> int:
        """The process that was started. Raises LookupError while none runs."""
        if self._process is None:
            raise LookupError("the server does not run")
        return self._process.pid

    def start(self) -> None:
        """Return once it answers."""
        with self.log.open("ab") as said:
            self._process = subprocess.Popen(
                self._command, env=self._environment, stdout=said, stderr=said, start_new_session=True
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                if httpx.get(f"{self.address}/healthz", timeout=5).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start: {self.log.read_text()[-1000:]}")

    def kill(self) -> None:
        """End every process of it without any farewell."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None


@contextmanager
def serve_installation(
    settings: Settings, log: Path, processes: int = 1, first: str = ""
) -> Iterator[ServerProcess]:
    """Serve an installation while the block lasts."""
    server = ServerProcess(settings, log, processes, first)
    server.start()
    try:
        yield server
    finally:
        server.stop()
