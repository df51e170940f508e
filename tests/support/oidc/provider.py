"""A real provider process, and an installation that is joined to it."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.support.node import ROOT, find_node
from voting.identification.client_keys import add_generation, write_client_keys

CLIENT = "town-of-tests"
SCRIPT = Path(__file__).with_name("provider.mjs")
Persons = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Joined:
    """The settings that join an installation to a provider at ``issuer``."""

    issuer: str
    eid_file: str
    eid_keys_file: str


def join_provider(folder: Path, issuer: str, *lines: str) -> Joined:
    """Write the configuration and new client keys into ``folder``; ``lines`` are more of the configuration."""
    file, keys = folder / "eid.toml", folder / "eid-keys.json"
    file.write_text("\n".join((f'issuer = "{issuer}"', f'client_id = "{CLIENT}"', *lines, "")))
    write_client_keys(keys, add_generation(None, datetime(2020, 1, 1, tzinfo=UTC)))
    return Joined(issuer, str(file), str(keys))


@contextmanager
def run_provider(port: int, town: str, persons: Persons, log: Path) -> Iterator[None]:
    """Run the provider on ``port`` for the town at ``town`` while the block lasts; its complaints go to ``log``."""
    settings = {
        "port": port, "client": CLIENT, "returnTo": f"{town}/e-id/return", "keys": f"{town}/e-id/keys",
        "persons": persons,
    }  # fmt: skip
    with log.open("wb") as complaints:
        process = subprocess.Popen(
            [find_node(), str(SCRIPT), json.dumps(settings)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
        try:
            assert process.stdout is not None
            if process.stdout.readline().strip() != b"ready":
                raise RuntimeError(f"the provider did not start: {log.read_text()[-2000:]}")
            yield
        finally:
            process.terminate()
            process.wait(20)
            if process.stdout is not None:
                process.stdout.close()
