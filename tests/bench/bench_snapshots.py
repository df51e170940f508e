"""Readers in the minute of publication: a published result page next to a bare template page of the same framework.

Writes the section "Published pages" of docs/performance.md. Run as `python -m tests.bench.bench_snapshots`.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
from jinja2 import DictLoader, Environment, select_autoescape
from litestar import Litestar, Response, get

from pb.main.replay.server import find_port
from pb.main.settings import Settings
from tests.bench.sections import write_section
from tests.support.databases import migrate_tables, open_database, sqlite_url
from tests.support.server_process import serve_installation
from tests.support.voting_world import CLOSES, PUBLICATION, ROUND, SECRET, open_vote

CLIENTS, SECONDS, ROUNDS = 32, 4.0, 3
PATH = f"/en/cycles/{ROUND}/results"
_TEMPLATE = Environment(
    loader=DictLoader(
        {
            "page": "<!doctype html><html lang='en'><title>{{ title }}</title><h1>{{ title }}</h1>"
            "<ul>{% for name in names %}<li>{{ name }}</li>{% endfor %}</ul></html>"
        }
    ),
    autoescape=select_autoescape(default=True),
)


@get("/", sync_to_thread=False)
def show_bare() -> Response[str]:
    """Render a template of a few lines."""
    names = ["Benches on the shore path", "Plants by the market", "Repairs to the pump track"]
    text = _TEMPLATE.get_template("page").render(title="Results", names=names)
    return Response(text, media_type="text/html")


def make_bare() -> Litestar:
    """Return an application with the bare page and nothing else."""
    return Litestar([show_bare], openapi_config=None, logging_config=None)


@contextmanager
def serve_bare() -> Iterator[str]:
    """Serve it in a process of its own."""
    port = find_port()
    program = (
        "import uvicorn; uvicorn.run('tests.bench.bench_snapshots:make_bare', factory=True, "
        f"port={port}, access_log=False, server_header=False, log_level='warning')"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2]) as process:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(100):
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
        process.terminate()


@contextmanager
def serve_result(folder: Path) -> Iterator[str]:
    """Serve a published result."""
    url = sqlite_url(folder / "pb.sqlite3")
    migrate_tables(url)
    (folder / "secret.key").write_text(SECRET.hex())
    settings = Settings(
        database_url=url,
        secret_file=str(folder / "secret.key"),
        public_url=f"http://127.0.0.1:{find_port()}",
        scheduler_seconds=3600,
    )
    with open_database(url) as database, open_vote(database) as world:
        world.cast(world.find(), "1", "wish")
        world.close_voting()
        world.open_publication()
        world.act(PUBLICATION, "publish", CLOSES + timedelta(days=1))
    with serve_installation(settings, folder / "server.log"):
        yield f"{settings.public_url}{PATH}"


async def _read_on(address: str, until: float) -> int:
    parts = httpx.URL(address)
    reader, writer = await asyncio.open_connection(parts.host, parts.port)
    request = f"GET {parts.raw_path.decode()} HTTP/1.1\r\nHost: {parts.host}:{parts.port}\r\n\r\n".encode()
    answered = 0
    while time.monotonic() < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        answered += 1
    writer.close()
    return answered


async def _measure(address: str) -> float:
    """Return the answers a second of CLIENTS readers who ask one after the other."""
    until = time.monotonic() + SECONDS
    answered = await asyncio.gather(*(_read_on(address, until) for _ in range(CLIENTS)))
    return sum(answered) / SECONDS


def main() -> None:
    """Measure in turns, so that other work disturbs both alike, and write the section."""
    with tempfile.TemporaryDirectory() as name, serve_bare() as bare, serve_result(Path(name)) as result:
        size = len(httpx.get(result).content)
        rates: dict[str, list[float]] = {bare: [], result: []}
        for _ in range(ROUNDS):
            for address, found in rates.items():
                found.append(asyncio.run(_measure(address)))
    plain, ours = max(rates[bare]), max(rates[result])
    write_section(
        "Published pages",
        f"One process each, {CLIENTS} readers without a session, the load on the same {os.cpu_count()} cores "
        f"(1-minute load {os.getloadavg()[0]:.1f}\nat the end); the best of {ROUNDS} turns of {SECONDS:.0f} s.\n\n"
        "| page | answers a second |\n|---|---:|\n"
        f"| bare template page of the same framework | {plain:,.0f} |\n"
        f"| published result ({size / 1024:.0f} KiB) | {ours:,.0f} |\n\n"
        f"The published result reaches {ours / plain:.2f} of the bare page's rate.",
    )


if __name__ == "__main__":
    main()
