"""Requests that no browser sends, to be thrown at every route of an application (attack 30).

Each says whether it has to be refused; all of them have to be survived: never a 5xx answer, and never one that shows
our insides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from httpx import Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

FORM = "application/x-www-form-urlencoded"
PARAMETER = re.compile(r"\{(\w+):(\w+)\}")

SEGMENTS = (
    "unknown",
    "0",
    "-1",
    "99999999999999999999",
    "a%00b",
    "%ff%fe",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%27%20OR%201=1--",
    "%F0%9F%92%A3",
    "%e2%80%ae%3Cscript%3E",
    "%25%0d%0a",
    "%ed%a0%80",
    "x" * 300,
    "{{7*7}}",
)
"""What stands where an address names something."""

VALUES = (
    "\0",
    "a\0b",
    "\x1b[31m",
    "\u202e0001 €",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "%(name)s %s {0}",
    '=HYPERLINK("http://elsewhere.example")',
    "99999999999999999999",
    "-1",
    "1e309",
    "nan",
    "9999-99-99T99:99",
    "0001-01-01T00:00",
    "' OR 1=1 --",
    "\U0001f4a3" * 50,
    "Z\u0351\u036b" * 40,
    "\ufffe\uffff",
    "[" * 5000,
    "x" * 20_000,
)
"""What stands in a field."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request, and whether anything but a refusal (4xx) is wrong."""

    name: str
    method: str
    path: str
    body: bytes = b""
    headers: tuple[tuple[str, bytes], ...] = ()
    is_refused: bool = False

    def throw(self, client: TestClient[Litestar]) -> Response:
        """Send it, without following redirects."""
        headers = [(name.encode(), value) for name, value in self.headers]
        return client.request(
            self.method, self.path, content=self.body, headers=headers, follow_redirects=False
        )

    def find_fault(self, answer: Response, doors: tuple[str, ...] = ("/sign-in",)) -> str:
        """Return what is wrong with an answer; empty when it was withstood.

        Being sent to one of the ``doors``, where a visitor shows who they are, is as good as a refusal.
        """
        if answer.status_code >= 500:
            return f"{self.method} {self.path[:80]} ({self.name}): {answer.status_code}"
        place = answer.headers.get("location", "").partition("?")[0]
        is_sent_away = answer.status_code == 303 and place.endswith(doors)
        if self.is_refused and not is_sent_away and not 400 <= answer.status_code < 500:
            return f"{self.method} {self.path[:80]} ({self.name}): accepted with {answer.status_code}"
        if "Traceback" in answer.text or "sqlalchemy" in answer.text:
            return f"{self.method} {self.path[:80]} ({self.name}): shows our insides"
        return ""


def list_routes(app: Litestar) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each route's template and its methods."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            yield route.path_format, frozenset(route.methods) - {"OPTIONS"}


def fill_path(route: str, segment: str, language: str = "fi") -> str:
    """Return a route's address with ``segment`` in every place but the language's."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: language if found[1] == "lang" else segment, route)


def list_hostile(route: str, methods: frozenset[str]) -> Iterator[Hostile]:
    """Yield everything hostile for one route."""
    if "{" in route.replace("{lang}", ""):
        for segment in SEGMENTS:
            for method in sorted(methods):
                yield Hostile(f"segment {segment[:20]}", method, fill_path(route, segment))
    path = fill_path(route, "1")
    if "GET" in methods:
        yield from _list_queries(path)
        yield from _list_headers(path)
    for method in sorted(methods - {"GET"}):
        yield from _list_bodies(path, method)
    yield Hostile("unknown method", "BREW", path, is_refused=True)
    yield Hostile("unheard language", "GET", fill_path(route, "1", "xx"))


def _list_queries(path: str) -> Iterator[Hostile]:
    for query in ("?a=%ff", "?%00=1", "?a=%00", "?" + "a" * 5000):
        yield Hostile(f"query {query[:8]}", "GET", path + query, is_refused=True)
    for query in (
        "?page=99999999999999999999",
        "?page=-1&page=x",
        "?next=//elsewhere.example",
        "?" + "&" * 900,
        "?a[]=1",
    ):
        yield Hostile(f"query {query[:12]}", "GET", path + query)


def _list_headers(path: str) -> Iterator[Hostile]:
    for name, value in (
        ("accept", b"*/*;q=x, , ;;;"),
        ("accept", b"\xff\xfe"),
        ("accept-language", b"x" * 9000),
        ("accept-language", b"\xff;q=,;=;q=nan"),
        ("cookie", b"pb=\xff\xfe; =; ;;; pb-form=%00"),
        ("cookie", b"pb=" + b"a" * 43),
        ("cookie", b"pb=" + b"a" * 7000),
        ("if-none-match", b'"\xff'),
        ("content-type", b"multipart/form-data"),
        ("hx-request", b"true"),
        ("host", b"elsewhere.example:x"),
        ("range", b"bytes=-9999999999999999999-"),
    ):
        yield Hostile(f"header {name}", "GET", path, headers=((name, value),))


def _list_bodies(path: str, method: str) -> Iterator[Hostile]:
    def refused(name: str, body: bytes, kind: str = FORM, *more: tuple[str, bytes]) -> Hostile:
        headers = (("content-type", kind.encode()), *more)
        return Hostile(name, method, path, body, headers, is_refused=True)

    yield refused("no token", b"a=1")
    yield refused("malformed UTF-8", b"a=%ff&_csrf=%ff")
    yield refused("raw bytes", b"a=\xff\x00\xfe")
    yield refused("NUL", b"a=%00&_csrf=%00")
    yield refused("10,000 fields", b"&".join(b"a%d=1" % number for number in range(10_000)))
    yield refused("long token", b"_csrf=" + b"." * 30_000)
    yield refused("deep JSON", b"[" * 60_000, "application/json")
    yield refused("broken JSON", b'{"a":', "application/json")
    yield refused("large JSON", b'"' + b"a" * 9_000_000 + b'"', "application/json")
    yield refused("length lies", b"a=1", FORM, ("content-length", b"99999999999999"))
    yield refused("length is no number", b"a=1", FORM, ("content-length", b"many"))
    yield refused("unknown kind", b"a=1", "application/x-unknown")
    yield refused("no boundary", b"--x", "multipart/form-data")
    yield refused("boundary without parts", b"junk", "multipart/form-data; boundary=x")
    yield refused("unheard charset", _part(b"; charset=unheard", b"a"), "multipart/form-data; boundary=x")
    yield refused("part of raw bytes", _part(b"", b"\xff\xfe\x00"), "multipart/form-data; boundary=x")
    yield refused(
        "file in place of a text", _part(b"", b"a", b'; filename="_csrf"'), "multipart/form-data; boundary=x"
    )
    yield refused("odd kind", b"a=1", ';;;=;charset="')
    yield refused("odd origin", b"a=1", FORM, ("origin", b"http://[\xff"))
    yield refused("odd fetch site", b"a=1", FORM, ("sec-fetch-site", b"\xff"))


def _part(kind: bytes, content: bytes, disposition: bytes = b"") -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="_csrf"' + disposition
    return head + b"\r\nContent-Type: text/plain" + kind + b"\r\n\r\n" + content + b"\r\n--x--\r\n"
