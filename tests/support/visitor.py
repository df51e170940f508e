"""A visitor with a browser that knows no JavaScript: opens pages, fills in forms, keeps cookies."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

_TOKEN = re.compile(r'name="_csrf" value="([^"]+)"')


class Visitor:
    """One browser. `answer` is the last answer; redirects are followed as a browser does."""

    def __init__(self, client: TestClient[Litestar]) -> None:
        self._client = client
        self.answer = Response(204)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies it holds."""
        return {cookie.name: cookie.value or "" for cookie in self._client.cookies.jar}

    @property
    def page(self) -> str:
        """The text of the last answer."""
        return self.answer.text

    @property
    def location(self) -> str:
        """The path of the last answer, after redirects."""
        return self.answer.url.path

    def plant(self, name: str, value: str) -> None:
        """Set a cookie as an attacker might have."""
        self._client.cookies.clear()
        self._client.cookies.set(name, value, domain="testserver.local", path="/")

    def open(self, path: str, headers: dict[str, str] | None = None) -> int:
        """Open a page and return its status."""
        self.answer = self._client.get(path, headers=headers)
        return self.answer.status_code

    def token(self) -> str:
        """Return the form token of the page that is open."""
        found = _TOKEN.search(self.page)
        if found is None:
            raise AssertionError("no form on the page")
        return found[1]

    def send(self, path: str, headers: dict[str, str] | None = None, **fields: str | list[str]) -> int:
        """Send a form of the open page to ``path`` and return the status of where that leads."""
        return self.post(path, {"_csrf": self.token(), **fields}, headers)

    def post(
        self, path: str, fields: dict[str, str | list[str]], headers: dict[str, str] | None = None
    ) -> int:
        """Post exactly ``fields``, as a page of somebody else may."""
        self.answer = self._client.post(path, data=fields, headers=headers)
        return self.answer.status_code


@contextmanager
def visit(app: Litestar) -> Iterator[Visitor]:
    """Yield a visitor of an application; their browser follows redirects."""
    with TestClient(app, base_url="http://testserver.local", raise_server_exceptions=False) as client:
        yield Visitor(client)
