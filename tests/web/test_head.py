"""HEAD is answered wherever GET is: the same status and headers, and no content."""

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pb.web.accounts.routes import ACCOUNT_ROUTES
from pb.web.toolkit import Toolkit
from tests.support.live_server import serve
from tests.support.toolkit_app import make_test_application

Client = TestClient[Litestar]
CHANGING = {"date", "set-cookie", "content-security-policy"}


@pytest.fixture
def client(toolkit: Toolkit) -> Iterator[Client]:
    with TestClient(make_test_application(toolkit, *ACCOUNT_ROUTES)) as running:
        yield running


@pytest.mark.parametrize("path", ["/fi/reading", "/static/css/base.css", "/fi/nowhere", "/"])
def test_head_answers_as_get_without_content(client: Client, path: str) -> None:
    got = client.get(path, follow_redirects=False)
    headed = client.head(path, follow_redirects=False)
    assert headed.status_code == got.status_code
    assert headed.content == b""
    assert {name: value for name, value in headed.headers.items() if name not in CHANGING} == {
        name: value for name, value in got.headers.items() if name not in CHANGING
    }


def test_wrong_method_names_head_where_get_is(client: Client) -> None:
    answer = client.put("/fi/reading")
    assert answer.status_code in (403, 405)
    assert client.request("BREW", "/fi/reading").headers["allow"].startswith("HEAD, GET")


def test_head_where_only_post_is_stays_refused(client: Client) -> None:
    assert client.head("/fi/sign-out").status_code == 405


def test_connection_stays_whole_after_head(toolkit: Toolkit) -> None:
    ask = b"%s /fi/reading HTTP/1.1\r\nHost: pb\r\n%s\r\n"
    with serve(make_test_application(toolkit, *ACCOUNT_ROUTES)) as server, server.connect() as connection:
        connection.sendall(ask % (b"HEAD", b"") + ask % (b"GET", b"Connection: close\r\n"))
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert received.count(b"HTTP/1.1 200") == 2
    assert received.count(b"<!doctype html>") == 1
