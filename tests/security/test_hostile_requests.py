"""Hostile requests against every route of the toolkit, and against a real server (attack 30)."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pb.web.accounts.opening import open_account
from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.roles import Role
from pb.web.toolkit import Toolkit
from tests.support.hostile import VALUES, list_hostile, list_routes
from tests.support.live_server import SOON, LiveServer, read_status, serve
from tests.support.toolkit_app import START, make_test_application
from tests.support.visitor import Visitor

PASSWORD = "kolme hiljaista hirveä"


@pytest.fixture
def app(toolkit: Toolkit) -> Litestar:
    with toolkit.database.write() as work:
        open_account(work, "chief", "Chief", [Role.ADMINISTRATOR], START, password=PASSWORD)
        work.commit()
    return make_test_application(toolkit, *ACCOUNT_ROUTES)


@pytest.fixture
def server(app: Litestar) -> Iterator[LiveServer]:
    with serve(app) as running:
        yield running


def find_faults(client: TestClient[Litestar], app: Litestar) -> list[str]:
    meant_to_fail = ("/refusals/", "/flash-and-fail")
    requests = [
        hostile
        for route, methods in list_routes(app)
        if not any(part in route for part in meant_to_fail)
        for hostile in list_hostile(route, methods)
    ]
    assert len(requests) > 500
    return [fault for request in requests if (fault := request.find_fault(request.throw(client)))]


def test_strangers_get_nothing_but_refusals(app: Litestar) -> None:
    with TestClient(app, base_url="http://testserver.local", raise_server_exceptions=False) as client:
        assert find_faults(client, app) == []


def test_signed_in_administrators_get_nothing_but_refusals(app: Litestar) -> None:
    with TestClient(app, base_url="http://testserver.local", raise_server_exceptions=False) as client:
        visitor = Visitor(client)
        visitor.open("/fi/sign-in")
        assert visitor.send("/fi/sign-in", name="chief", password=PASSWORD, next="") == 200
        assert visitor.location == "/fi/account"
        assert find_faults(client, app) == []


@pytest.mark.parametrize("value", VALUES)
def test_hostile_text_in_any_field_is_text_or_a_fault(app: Litestar, value: str) -> None:
    with TestClient(app, base_url="http://testserver.local", raise_server_exceptions=False) as client:
        visitor = Visitor(client)
        visitor.open("/fi/sign-in")
        visitor.send("/fi/sign-in", name="chief", password=PASSWORD, next="")
        visitor.open("/fi/admin/accounts/new")
        status = visitor.send(
            "/fi/admin/accounts/new", name=value, sign_in_name=value[:50], unit=value[:30], roles=["official"]
        )
        assert status in (200, 422, 413)
        visitor.open("/fi/admin/accounts/new")
        assert visitor.send("/fi/admin/accounts/new", name="a", sign_in_name="a", roles=[value]) in (422, 413)
        assert visitor.open("/fi/admin/accounts") == 200
        assert "<script>alert" not in visitor.page
        assert "\u202e" not in visitor.page


@pytest.mark.parametrize(
    ("request_bytes", "statuses"),
    [
        (b"POST /fi/note HTTP/1.1\r\nHost: pb\r\nContent-Length: 999999999999\r\n\r\n", {413}),
        (b"POST /fi/note HTTP/1.1\r\nHost: pb\r\nContent-Length: -5\r\n\r\n", {400, 0}),
        (b"POST /fi/note HTTP/1.1\r\nHost: pb\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\na", {400, 0}),
        (b"POST /fi/note HTTP/1.1\r\nHost: pb\r\nContent-Length: 50\r\n\r\na=1", {400, 0}),
        (b"POST /fi/note HTTP/1.1\r\nHost: pb\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", {400, 0}),
        (b"GET /fi/reading HTTP/1.1\r\nHost: pb\r\nX: a\x00b\r\n\r\n", {400, 0}),
        (b"GET /fi/reading HTTP/1.1\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n", {400, 431, 0}),
        (b"GET /fi/\xff\xfe HTTP/1.1\r\nHost: pb\r\n\r\n", {400, 404, 0}),
        (b"GET /fi/%ff HTTP/1.1\r\nHost: pb\r\nConnection: close\r\n\r\n", {400, 404}),
        (
            b"GET /fi/reading HTTP/1.1\r\nHost: pb\r\nCookie: pb=\xff\xfe\r\nConnection: close\r\n\r\n",
            {200, 400},
        ),
        (b"\x16\x03\x01\x02\x00\x01\x00", {400, 0}),
        (b"BREW /fi/reading HTTP/1.1\r\nHost: pb\r\nConnection: close\r\n\r\n", {405}),
    ],
)
def test_broken_requests_are_refused_and_others_served(
    server: LiveServer, request_bytes: bytes, statuses: set[int]
) -> None:
    hangs_up = request_bytes.endswith(b"a=1")
    assert server.exchange(request_bytes, hangs_up=hangs_up) in statuses
    status, seconds = server.ask("/fi/reading")
    assert status == 200
    assert seconds < SOON


def test_large_body_is_refused_before_it_is_read(server: LiveServer) -> None:
    head = b"POST /fi/note HTTP/1.1\r\nHost: pb\r\nContent-Type: application/json\r\nContent-Length: 20000000\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(head)
        assert read_status(connection) == 413


def test_two_hundred_half_sent_requests_hold_nobody_up(server: LiveServer) -> None:
    with ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(server.connect())
            half = (
                b"GET /fi/reading HTTP/1.1\r\nHost: p"
                if number % 2
                else (b"POST /fi/note HTTP/1.1\r\nHost: pb\r\nContent-Length: 500\r\n\r\na=1")
            )
            connection.sendall(half)
        status, seconds = server.ask("/fi/reading")
    assert status == 200
    assert seconds < SOON
