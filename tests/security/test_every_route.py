"""Every route of the whole service says who may use it, and withstands what no browser sends (attacks 30 and 31)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pb.main.app import create_app
from pb.main.settings import Settings
from pb.web.access import PUBLIC, list_routes_without_access
from tests.support.databases import copy_sqlite
from tests.support.hostile import list_hostile, list_routes

DOORS = ("/sign-in", "/vote")
"""Where visitors show who they are."""


@pytest.fixture
def service(migrated_sqlite: Path, tmp_path: Path) -> Litestar:
    """The whole service on an empty database, without its calendar."""
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    return create_app(
        Settings(database_url=url, secret_file=str(tmp_path / "secret.key")), with_calendar=False
    )


@pytest.fixture
def client(service: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(service, base_url="http://testserver.local", raise_server_exceptions=False) as client:
        yield client


def test_every_route_says_who_may_use_it(service: Litestar) -> None:
    assert list_routes_without_access(service) == []


def test_every_administration_and_review_route_is_closed_to_strangers(service: Litestar) -> None:
    closed = ("/admin", "/work", "/account")
    open_ones = [
        f"{method} {route.path}"
        for route in service.routes
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items()
        if method != "OPTIONS" and handler.opt.get("access") is PUBLIC
        if route.path.removeprefix("/{lang:str}").startswith(closed)
    ]
    assert open_ones == []


def test_strangers_get_nothing_but_refusals(service: Litestar, client: TestClient[Litestar]) -> None:
    thrown = [hostile for route, methods in list_routes(service) for hostile in list_hostile(route, methods)]
    assert len(thrown) > 2000
    faults = [fault for hostile in thrown if (fault := hostile.find_fault(hostile.throw(client), DOORS))]
    assert faults == []
