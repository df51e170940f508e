"""Tests never go without PostgreSQL quietly, and leave nothing on a server that isn't theirs."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from tests.support.postgres import SETTING, NoPostgresError, make_database, run_server

pytestmark = pytest.mark.postgres


def list_databases(server_url: str) -> set[str]:
    with create_engine(server_url, poolclass=NullPool).connect() as connection:
        return set(connection.execute(text("SELECT datname FROM pg_database")).scalars())


def test_named_server_is_used_and_left_running(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, postgres_url.replace("postgresql+psycopg", "postgresql"))
    with run_server() as url:
        assert make_url(url) == make_url(postgres_url)
    assert "postgres" in list_databases(postgres_url)


def test_server_that_does_not_answer_is_a_failure_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "postgresql://someone:secret@127.0.0.1:9/pb")
    with (
        pytest.raises(NoPostgresError, match=f"{SETTING} is set to .*, which does not answer") as caught,
        run_server(),
    ):
        pass
    assert "secret" not in str(caught.value)


def test_database_is_gone_afterwards_even_with_somebody_in_it(postgres_url: str) -> None:
    with make_database(postgres_url) as url:
        name = make_url(url).database
        assert name in list_databases(postgres_url)
        engine = create_engine(url, poolclass=NullPool)
        left_open = engine.connect()
        left_open.execute(text("SELECT 1"))
    assert name not in list_databases(postgres_url)
    left_open.invalidate()
    left_open.close()
