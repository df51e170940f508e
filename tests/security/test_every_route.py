"""Every route as every role: only what the role may; what belongs to others isn't found (attack 31).

`tests.support.access_table` says who may use a route. A new route fails here until it has its row there, and a row whose
route is gone fails too.
"""

from collections.abc import Iterator

import pytest
from litestar import Litestar, get
from litestar.types import ControllerRouterHandler

from pb.main import app as installed
from pb.main.app import create_app
from pb.storage.accounts import list_accounts
from pb.web.access import PUBLIC, list_routes_without_access
from pb.web.roles import Role
from tests.support.access_table import EVERYONE, MAY, OF_VOTERS, RESIDENT, STRANGER, WORKERS
from tests.support.four_rounds import (
    PROPOSING,
    PUBLISHED,
    REVIEWING,
    VOTING,
    FourRounds,
    let_voter_in,
    name_places,
)
from tests.support.hostile import fill_path, list_routes
from tests.support.proposals import BENCHES
from tests.support.visitors import Town, Visitor
from tests.support.writing import write_proposal

ENDS_SESSION = ("/vote/leave", "/vote/sign-in", "/sign-in", "/sign-out")
"""Walked last, in this order: whoever was signed in isn't any more."""

ALLOWED = (200, 204, 303, 400, 404, 409, 410, 422)
"""How a route answers somebody it lets in and who sends an empty form about whatever there is."""

REFUSED = "Your role does not include this page."


def walk(app: Litestar) -> list[str]:
    return sorted(
        (f"{method} {path}" for path, methods in list_routes(app) for method in methods),
        key=lambda row: (next((n for n, end in enumerate(ENDS_SESSION, 1) if row.endswith(end)), 0), row),
    )


def make_app(rounds: FourRounds) -> Litestar:
    return create_app(rounds.settings, with_calendar=False)


@get("/planted", sync_to_thread=False)
def planted() -> str:
    return "everybody reads this"


@get("/declared", access=PUBLIC, sync_to_thread=False)
def declared() -> str:
    return "fine"


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch, rounds: FourRounds, request: pytest.FixtureRequest) -> Litestar:
    """The application with one more page."""
    handler: ControllerRouterHandler = request.param
    monkeypatch.setattr(installed, "PAGES", (*installed.PAGES, handler))
    return make_app(rounds)


def test_every_route_declares_who_may_use_it(rounds: FourRounds) -> None:
    assert list_routes_without_access(make_app(rounds)) == []


@pytest.mark.parametrize("plant", [planted], indirect=True)
def test_planted_route_without_declaration_is_named(plant: Litestar) -> None:
    assert list_routes_without_access(plant) == ["/{lang:str}/planted: no access declared"]


def test_every_route_has_its_row(rounds: FourRounds) -> None:
    assert set(walk(make_app(rounds))) == set(MAY)


@pytest.mark.parametrize("plant", [declared], indirect=True)
def test_new_route_without_a_row_is_noticed(plant: Litestar) -> None:
    assert set(walk(plant)) - set(MAY) == {"GET /{lang}/declared"}


def enter(town: Town, rounds: FourRounds, who: str) -> Visitor:
    """Return a visitor who is ``who`` and has a form's token."""
    if who == STRANGER:
        visitor = town.visitor()
        visitor.open("/en/sign-in")
    elif who == RESIDENT:
        visitor = let_voter_in(town.visitor(), rounds.codes[0].code)
    else:
        visitor = town.staff(who, *(Role(who),) if who != "no role" else (), unit="Parks")
        visitor.open("/en/account/password")
    return visitor


def judge(status: int, page: str, location: str) -> str:
    """Return how a route answered: allowed, sent to sign in, refused, or something else."""
    place = location.partition("?")[0]
    if status == 303 and place.endswith(("/en/sign-in", "/vote")):
        return "sent to sign in"
    if status == 403 and REFUSED in page:
        return "refused"
    return "allowed" if status in ALLOWED else f"answered {status}"


def expect(row: str, who: str) -> str:
    if who in MAY[row]:
        return "allowed"
    return "refused" if who in WORKERS and row not in OF_VOTERS else "sent to sign in"


def list_wrong(town: Town, rounds: FourRounds, who: str) -> Iterator[str]:
    visitor = enter(town, rounds, who)
    with town.database.read() as work:
        account = next(account.id for account in list_accounts(work) if account.name == "target")
    for row in walk(town.client.app):
        method, route = row.split(" ")
        if row.endswith(ENDS_SESSION[1:]) or (who == STRANGER and method == "POST"):
            visitor.open(
                "/en/sign-in"
            )  # a page may have begun or ended a session, and with it the form's token
        path = fill_path(route, {**name_places(route), "account_id": account})
        response = visitor.request(method, path)
        found = judge(response.status_code, response.text, response.headers.get("location", ""))
        if (
            who in MAY[row]
            and row.endswith(("/sign-in", "/sign-out", "/leave"))
            and found == "sent to sign in"
        ):
            found = "allowed"  # signing out leads there, and so does an empty code
        if found != expect(row, who):
            yield f"{row} as {who}: {found}, not {expect(row, who)}"


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_role_gets_exactly_what_the_table_says(town: Town, rounds: FourRounds, who: str) -> None:
    town.staff("target", Role.COUNCIL)
    assert list(list_wrong(town, rounds, who)) == []


def test_unknown_round_is_found_on_no_route(town: Town, rounds: FourRounds) -> None:
    found = []
    for who in (STRANGER, Role.ADMINISTRATOR, Role.OFFICIAL, Role.MODERATOR):
        visitor = enter(town, rounds, who)
        for row in walk(town.client.app):
            if "{cycle}" in row and who in MAY[row] and not row.endswith("/vote/leave"):
                method, route = row.split(" ")
                path = fill_path(route, {**name_places(route), "cycle": "elsewhere"})
                status = visitor.request(method, path, {"proposal": "unknown"}).status_code
                found.append((row, status))
    assert [row for row, status in found if status != 404] == []
    assert len(found) > 40


@pytest.mark.parametrize("step", ["area", "choose", "done", "voted", "keep"])
def test_voter_of_one_round_is_a_stranger_in_another(town: Town, rounds: FourRounds, step: str) -> None:
    voter = enter(town, rounds, RESIDENT)
    assert voter.request("GET", f"/en/cycles/{VOTING}/vote/{step}").status_code in (200, 204, 303)
    answer = voter.request("GET", f"/en/cycles/{PUBLISHED}/vote/{step}")
    assert answer.headers["location"].partition("?")[0] == f"/en/cycles/{PUBLISHED}/vote"


def test_draft_of_another_visitor_is_not_found(town: Town) -> None:
    author, thief = town.visitor(), town.visitor()
    here = f"/en/cycles/{PROPOSING}/propose"
    write_proposal(author, here)
    draft = dict(author.find_form("/send").fields)["proposal"]
    thief.open(f"{here}/write/what")
    assert thief.request("GET", f"{here}/check").headers["location"] == here
    assert thief.request("POST", f"{here}/send", {"proposal": draft}).status_code == 404
    assert author.request("POST", f"{here}/send", {"proposal": draft}).status_code == 303


@pytest.mark.parametrize("page", ["change", "withdraw", "done"])
def test_proposal_of_another_visitor_is_not_ones_own(town: Town, page: str) -> None:
    author, thief = town.visitor(), town.visitor()
    here = f"/en/cycles/{PROPOSING}/propose"
    write_proposal(author, here)
    author.send(action="/send")
    number = author.location.rpartition("/")[2]
    thief.open(f"{here}/write/what")
    assert author.request("GET", f"{here}/{page}/{number}").status_code == 200
    assert thief.request("GET", f"{here}/{page}/{number}").status_code == 404
    if page != "done":
        assert thief.request("POST", f"{here}/{page}/{number}", BENCHES.as_typed()).status_code == 404
        town.visitor().open(f"/en/cycles/{PROPOSING}/proposals/{number}")


def test_unknown_account_is_not_found(town: Town, rounds: FourRounds) -> None:
    chief = enter(town, rounds, Role.ADMINISTRATOR)
    assert chief.request("GET", "/en/admin/accounts/nobody").status_code == 404
    for act in ("close", "open", "link"):
        assert chief.request("POST", f"/en/admin/accounts/nobody/{act}").status_code == 404
    assert (
        chief.request("POST", "/en/admin/accounts/nobody/roles", {"roles": ["official"]}).status_code == 404
    )


def test_number_of_another_rounds_proposal_is_not_found(town: Town, rounds: FourRounds) -> None:
    official, moderator = enter(town, rounds, Role.OFFICIAL), enter(town, rounds, Role.MODERATOR)
    for number in (0, 3, -1, 2**31, 10**19):
        assert official.request("GET", f"/en/cycles/{REVIEWING}/review/{number}").status_code == 404
        assert moderator.request("GET", f"/en/cycles/{REVIEWING}/review/{number}/hide").status_code == 404
        assert official.request("GET", f"/en/cycles/{REVIEWING}/proposals/{number}").status_code == 404
