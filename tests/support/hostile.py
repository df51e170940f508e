"""Requests that no browser sends, to be thrown at every route of an application (attack 30).

Each says how it has to be refused, if it has to be; all of them have to be survived: never a 5xx answer, never one that
shows our insides, never one without the headers that protect a browser.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from httpx import Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

FORM = "application/x-www-form-urlencoded"
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
HEADERS = {"content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options"}

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

SECRETS = ("/me/letters/",)
"""Addresses that are a secret and take a post from anywhere: one that nobody gave out is found nowhere."""

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
    """One request; ``statuses`` are the right refusals of it, empty where it may also be answered."""

    name: str
    method: str
    path: str
    body: bytes = b""
    headers: tuple[tuple[str, bytes], ...] = ()
    statuses: frozenset[int] = frozenset()

    def throw(self, client: TestClient[Litestar]) -> Response:
        """Send it, without following redirects."""
        headers = [(name.encode(), value) for name, value in self.headers]
        return client.request(
            self.method, self.path, content=self.body, headers=headers, follow_redirects=False
        )

    def find_fault(self, answer: Response, doors: tuple[str, ...] = ("/sign-in",)) -> str:
        """Return what is wrong with an answer; empty when it was withstood.

        Being sent to one of the ``doors``, where a visitor shows who they are, is as good as a refusal, and so is 403:
        who may not use a page isn't told what else is wrong.
        """
        place = answer.headers.get("location", "").partition("?")[0]
        is_unknown = answer.status_code == 404 and any(part in self.path for part in SECRETS)
        is_stopped = (
            is_unknown or answer.status_code == 403 or (answer.status_code == 303 and place.endswith(doors))
        )
        fault = ""
        if answer.status_code >= 500 or (
            self.statuses and not is_stopped and answer.status_code not in self.statuses
        ):
            fault = f"answered {answer.status_code}"
        elif "Traceback" in answer.text or "sqlalchemy" in answer.text:
            fault = "shows our insides"
        elif not answer.headers.keys() >= HEADERS:
            fault = "comes without protecting headers"
        return fault and f"{self.method} {self.path[:80]} ({self.name}): {fault}"


def list_routes(app: Litestar) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each route's template and its methods."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            yield route.path_format, frozenset(route.methods) - {"OPTIONS"}


def fill_path(route: str, values: Mapping[str, str], other: str = "1") -> str:
    """Return a route's address with ``values`` in their places, and ``other`` in the rest."""
    return PARAMETER.sub(lambda found: values.get(found[1], other), route)


def list_hostile(
    route: str, methods: frozenset[str], values: Mapping[str, str] | None = None
) -> Iterator[Hostile]:
    """Yield everything hostile for one route; ``values`` are what its address really names."""
    sound = {"lang": "fi", **(values or {})}
    path = fill_path(route, sound)
    for name in PARAMETER.findall(route):
        for segment in SEGMENTS if name != "lang" else ():
            for method in sorted(methods):
                yield Hostile(f"{name} {segment[:20]}", method, fill_path(route, {**sound, name: segment}))
    if "GET" in methods:
        yield from _list_queries(path)
        yield from _list_headers(path)
    for method in sorted(methods - {"GET"}):
        yield from _list_bodies(path, method)
    yield Hostile("unknown method", "BREW", path, statuses=frozenset({405}))
    yield Hostile("unheard language", "GET", fill_path(route, {**sound, "lang": "xx"}))
    yield Hostile("deep path", "GET", path + "/x" * 900, statuses=frozenset({404}))


def _list_queries(path: str) -> Iterator[Hostile]:
    for query in ("?a=%ff", "?%00=1", "?a=%00"):
        yield Hostile(f"query {query[:8]}", "GET", path + query, statuses=frozenset({400}))
    yield Hostile("long query", "GET", path + "?" + "a" * 5000, statuses=frozenset({414}))
    for query in (
        "?page=99999999999999999999",
        "?page=-1&page=x",
        "?area=x&words=%25%5f&answered=x&mine=x&ended=x",
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
        ("x-forwarded-for", b"\xff, ::::, 999.1.1.1"),
    ):
        yield Hostile(f"header {name}", "GET", path, headers=((name, value),))
    flood = tuple((f"x-{number}", b"a" * 100) for number in range(300))
    yield Hostile("header flood", "GET", path, headers=flood)


def _list_bodies(path: str, method: str) -> Iterator[Hostile]:
    def refused(
        name: str, body: bytes, statuses: set[int], kind: str = FORM, *more: tuple[str, bytes]
    ) -> Hostile:
        headers = (("content-type", kind.encode()), *more)
        return Hostile(name, method, path, body, headers, frozenset(statuses))

    forged = {403}
    parted = "multipart/form-data; boundary=x"
    yield refused("no token", b"a=1", forged)
    yield refused("malformed UTF-8", b"a=%ff&_csrf=%ff", {400})
    yield refused("raw bytes", b"a=\xff\x00\xfe", {400})
    yield refused("NUL", b"a=%00&_csrf=%00", forged)
    yield refused("5,000 fields", b"&".join([b"a=1"] * 5_000), {400})
    yield refused("10,000 fields", b"&".join(b"a%d=1" % number for number in range(10_000)), {400, 413})
    yield refused("long token", b"_csrf=" + b"." * 30_000, forged)
    yield refused("deep JSON", b"[" * 60_000, {415}, "application/json")
    yield refused("broken JSON", b'{"a":', {400, 415}, "application/json")
    yield refused("large JSON", b'"' + b"a" * 9_000_000 + b'"', {413, 415}, "application/json")
    yield refused("length lies", b"a=1", {413}, FORM, ("content-length", b"99999999999999"))
    yield refused("length is no number", b"a=1", {400}, FORM, ("content-length", b"many"))
    yield refused("unknown kind", b"a=1", {415}, "application/x-unknown")
    yield refused("no boundary", b"--x", {400}, "multipart/form-data")
    yield refused("boundary without parts", b"junk", {400, 403}, parted)
    yield refused("unheard charset", _part(b"; charset=unheard", b"a"), {400}, parted)
    yield refused("part of raw bytes", _part(b"", b"\xff\xfe\x00"), {400}, parted)
    yield refused("file in place of a text", _part(b"", b"a", b'; filename="_csrf"'), forged, parted)
    yield refused("odd kind", b"a=1", {400, 403, 415}, ';;;=;charset="')
    yield refused("odd origin", b"a=1", forged, FORM, ("origin", b"http://[\xff"))
    yield refused("odd fetch site", b"a=1", forged, FORM, ("sec-fetch-site", b"\xff"))


def _part(kind: bytes, content: bytes, disposition: bytes = b"") -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="_csrf"' + disposition
    return head + b"\r\nContent-Type: text/plain" + kind + b"\r\n\r\n" + content + b"\r\n--x--\r\n"
