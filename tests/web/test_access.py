"""Every route says who may use it, or stays closed."""

import pytest
from litestar import Controller, Router, get, post
from litestar.types import ControllerRouterHandler

from pb.web.access import PUBLIC, list_routes_without_access
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.toolkit import Toolkit
from tests.support.toolkit_app import make_test_application
from tests.support.visitor import visit


@get("/forgotten", sync_to_thread=False)
def forgotten() -> str:
    return "everybody reads this"


@post("/unchecked", access=PUBLIC, before_request=lambda _request: None, sync_to_thread=False)
def unchecked() -> str:
    return "no token was asked for"


class Declared(Controller):
    path = "/declared"
    opt = {"access": PUBLIC}  # noqa: RUF012 - as the framework has it

    @get("/", sync_to_thread=False)
    def show(self) -> str:
        return "fine"


def test_sound_application_has_nothing_to_name(toolkit: Toolkit) -> None:
    assert list_routes_without_access(make_test_application(toolkit, *ACCOUNT_ROUTES, Declared)) == []


@pytest.mark.parametrize(
    ("handler", "named"),
    [
        (forgotten, ["/{lang:str}/forgotten: no access declared"]),
        (unchecked, ["/{lang:str}/unchecked: replaces before_request"]),
        (Router("/more", route_handlers=[forgotten]), ["/{lang:str}/more/forgotten: no access declared"]),
    ],
)
def test_gaps_are_named(toolkit: Toolkit, handler: ControllerRouterHandler, named: list[str]) -> None:
    assert list_routes_without_access(make_test_application(toolkit, handler)) == named


def test_undeclared_route_is_closed(toolkit: Toolkit) -> None:
    with visit(make_test_application(toolkit, forgotten)) as visitor:
        assert visitor.open("/fi/forgotten") == 500
        assert "everybody" not in visitor.page
