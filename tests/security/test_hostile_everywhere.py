"""Hostile requests at every route of the whole application, and at a real server (attack 30).

Never a 500, the refusal that is due, the protecting headers on each, and others are served meanwhile.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from pb.main.replay.page_forms import PageForm, read_forms
from pb.web.roles import STAFF
from tests.support.four_rounds import FourRounds, let_voter_in, name_places
from tests.support.hostile import VALUES, Hostile, fill_path, list_hostile, list_routes
from tests.support.live_server import SOON, LiveServer, read_status
from tests.support.visitors import Town, Visitor

# One worker, so that one server serves all tests here.
pytestmark = [pytest.mark.xdist_group("hostile-server")]

DOORS = ("/sign-in", "/vote")
LEAVES = ("/sign-out", "/leave", "/close")
"""Forms after which the visitor is somebody else; left alone here."""


def list_requests(app: Litestar, part: str = "") -> Iterator[Hostile]:
    for route, methods in list_routes(app):
        if part in route:
            yield from list_hostile(route, methods, name_places(route))


def find_faults(client: TestClient[Litestar], requests: list[Hostile]) -> list[str]:
    return [fault for request in requests if (fault := request.find_fault(request.throw(client), DOORS))]


def test_strangers_get_nothing_but_refusals(town: Town) -> None:
    requests = list(list_requests(town.client.app))
    assert len(requests) > 3000
    assert find_faults(town.client, requests) == []


def test_staff_of_every_role_get_nothing_but_refusals(town: Town) -> None:
    visitor = town.staff("everybody", *STAFF, unit="Parks")
    visitor.open("/en/work")
    assert find_faults(town.client, list(list_requests(town.client.app, "/admin"))) == []
    assert find_faults(town.client, list(list_requests(town.client.app, "/review"))) == []
    visitor.open("/en/work")
    assert visitor.location == "/en/work"


def test_voters_get_nothing_but_refusals(town: Town, rounds: FourRounds) -> None:
    voter = let_voter_in(town.visitor(), rounds.codes[0].code)
    requests = [one for one in list_requests(town.client.app, "/vote/") if "/leave" not in one.path]
    assert find_faults(town.client, requests) == []
    voter.open(voter.location)
    assert voter.location.endswith("/vote/choose")


def list_pages(app: Litestar) -> Iterator[str]:
    for route, methods in list_routes(app):
        if "GET" in methods and "{lang}" in route:
            yield fill_path(route, name_places(route))


def collect_forms(visitor: Visitor, app: Litestar) -> dict[str, PageForm]:
    forms: dict[str, PageForm] = {}
    for path in list_pages(app):
        answer = visitor.request("GET", path)
        for form in read_forms(answer.text) if answer.status_code == 200 else ():
            if form.method == "post" and not form.action.endswith(LEAVES):
                forms.setdefault(form.action or path, form)
    return forms


def list_odd_answers(form: PageForm) -> Iterator[dict[str, str | list[str]]]:
    names = {*(name for name, _ in form.fields), *form.choices} - {"_csrf"}
    sound = {name: value for name, value in form.fields if name in names}
    yield {}
    for value in VALUES:
        yield dict.fromkeys(names, value)
    for name in sorted(names):
        yield {key: value for key, value in sound.items() if key != name}
        yield {**sound, name: [sound.get(name, "x")] * 3}
        yield {**sound, name: VALUES[4]}


def answer_form(visitor: Visitor, home: str, path: str, answers: dict[str, str | list[str]]) -> Response:
    """Post answers; once more with a new token where the session has changed since the last page."""
    answer = visitor.request("POST", path, answers)
    if answer.status_code == 403:
        visitor.open(home)
        answer = visitor.request("POST", path, answers)
    return answer


def find_form_faults(visitor: Visitor, home: str, forms: dict[str, PageForm]) -> list[str]:
    faults = []
    for path, form in forms.items():
        for answers in list_odd_answers(form):
            answer = answer_form(visitor, home, path, answers)
            if answer.status_code not in (200, 303, 400, 404, 409, 410, 413, 422, 429):
                faults.append(f"{path} {str(answers)[:100]}: {answer.status_code}")
            if "<script>alert" in answer.text:
                faults.append(f"{path} {str(answers)[:100]}: shown as markup")
    return faults


def test_hostile_answers_in_every_form_of_staff_are_text_or_a_fault(town: Town) -> None:
    visitor = town.staff("everybody", *STAFF, unit="Parks")
    forms = collect_forms(visitor, town.client.app)
    assert len(forms) > 10
    assert find_form_faults(visitor, "/en/account/password", forms) == []


def test_hostile_answers_in_every_form_of_a_resident_are_text_or_a_fault(
    town: Town, rounds: FourRounds
) -> None:
    resident = town.visitor()
    forms = collect_forms(resident, town.client.app)
    assert {path.rpartition("/")[2] for path in forms} >= {"what", "sign-in"}
    assert find_form_faults(resident, "/en/sign-in", forms) == []


def test_hostile_answers_in_every_form_of_a_voter_are_text_or_a_fault(town: Town, rounds: FourRounds) -> None:
    voter = let_voter_in(town.visitor(), rounds.codes[0].code)
    voter.send({"project": ["1"]}, "/check")
    forms = {form.action: form for form in read_forms(voter.page) if form.method == "post"}
    forms |= collect_forms(voter, town.client.app)
    chosen = {path: form for path, form in forms.items() if "/vote/" in path and not path.endswith(LEAVES)}
    assert {path.rpartition("/")[2] for path in chosen} >= {"check", "cast"}
    assert find_form_faults(voter, voter.location, chosen) == []


def half_sent(number: int) -> bytes:
    """Return the beginning of a request, broken off in its first line, its headers or its body."""
    return (
        b"GET /fi HTT",
        b"GET /fi HTTP/1.1\r\nHost: p",
        b"POST /fi/sign-in HTTP/1.1\r\nHost: pb\r\nContent-Length: 500\r\n\r\nname=a",
        b"POST /fi/sign-in HTTP/1.1\r\nHost: pb\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nna",
    )[number % 4]


def test_two_hundred_half_sent_requests_hold_nobody_up(server: LiveServer) -> None:
    assert server.ask("/fi")[0] == 200
    with ExitStack() as stack:
        for number in range(200):
            stack.enter_context(server.connect()).sendall(half_sent(number))
        for path in ("/fi", "/en/cycles", "/sv/rules"):
            status, seconds = server.ask(path)
            assert status == 200
            assert seconds < SOON


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        (b"POST /fi/sign-in HTTP/1.1\r\nHost: pb\r\nContent-Length: 20000000\r\n\r\n", {413}),
        (b"POST /fi/sign-in HTTP/1.1\r\nHost: pb\r\nContent-Length: -5\r\n\r\n", {400, 0}),
        (
            b"POST /fi/sign-in HTTP/1.1\r\nHost: pb\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\na",
            {400, 0},
        ),
        (b"GET /fi HTTP/1.1\r\nHost: pb\r\nX: a\x00b\r\n\r\n", {400, 0}),
        (b"GET /fi HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", {400, 431, 0}),
        (b"GET /fi HTTP/1.1\r\n" + b"X: a\r\n" * 50_000 + b"\r\n", {400, 431, 0}),
        (b"GET /fi/\xff\xfe HTTP/1.1\r\nHost: pb\r\n\r\n", {400, 404, 0}),
        (b"BREW /fi HTTP/1.1\r\nHost: pb\r\nConnection: close\r\n\r\n", {405}),
        (b"\x16\x03\x01\x02\x00\x01\x00", {400, 0}),
    ],
)
def test_broken_requests_are_refused_and_others_served(
    server: LiveServer, sent: bytes, statuses: set[int]
) -> None:
    assert server.exchange(sent) in statuses
    status, seconds = server.ask("/fi")
    assert status == 200
    assert seconds < SOON


def test_body_that_grows_past_the_limit_is_cut_off(server: LiveServer) -> None:
    with server.connect() as connection:
        connection.sendall(
            b"POST /fi/sign-in HTTP/1.1\r\nHost: pb\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        for _ in range(9):
            connection.sendall(b"2710\r\n" + b"a" * 10_000 + b"\r\n")
        assert read_status(connection) == 413
    assert server.ask("/fi")[0] == 200
