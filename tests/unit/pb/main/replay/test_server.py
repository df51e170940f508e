"""A server of one's own starts, answers and ends with its block; one that can't start says why."""

from pathlib import Path

import httpx
import pytest

from pb.main.replay.plan import ReplayError
from pb.main.replay.server import find_port, is_free, run_server
from pb.main.settings import Settings
from tests.support.databases import copy_sqlite, sqlite_url


def place(url: str, folder: Path, port: int) -> Settings:
    return Settings(
        database_url=url, secret_file=str(folder / "secret.key"), public_url=f"http://127.0.0.1:{port}"
    )


def test_server_lives_as_long_as_its_block(migrated_sqlite: Path, tmp_path: Path) -> None:
    port = find_port()
    settings = place(copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3"), tmp_path, port)
    assert is_free(port)
    with run_server(settings, port, tmp_path / "server.log") as address:
        assert not is_free(port)
        assert httpx.get(f"{address}/healthz").text.strip() == "ok"
    assert is_free(port)


def test_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    port = find_port()
    settings = place(sqlite_url(tmp_path / "empty.sqlite3"), tmp_path, port)
    with pytest.raises(ReplayError, match="Run: pb migrate"), run_server(settings, port, tmp_path / "log"):
        pass
    assert is_free(port)
