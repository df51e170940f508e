"""Every route as every role: only what the role may; what belongs to others isn't found (attack 31).

The table below says who may use a route. A new route fails here until it has its row, and a row whose route is gone
fails too.
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
from tests.support.visitors import Town, Visitor

ANYONE = """
GET /
GET /e-id/keys
GET /e-id/return
GET /healthz
GET /api/v1/cycles
GET /api/v1/cycles/{cycle}
GET /api/v1/cycles/{cycle}/areas
GET /api/v1/cycles/{cycle}/projects
GET /api/v1/cycles/{cycle}/proposals
GET /api/v1/cycles/{cycle}/results
GET /api/v1/health
GET /api/v1/openapi.json
GET /embed/{lang}/cycles/{cycle}
GET /kiosk/{device}
GET /kiosk/{device}/screen.css
GET /kiosk/{device}/snapshot.json
GET /kiosk/{device}/worker.js
GET /kiosk/{device}/{lang}/{number}
GET /static/{name}
GET /{lang}
GET /{lang}/accessibility
GET /{lang}/contact
GET /{lang}/how
GET /{lang}/privacy
GET /{lang}/rules
GET /{lang}/api
GET /{lang}/cycles
GET /{lang}/dates.ics
GET /{lang}/news.atom
GET /{lang}/cycles/{cycle}
GET /cycles/{cycle}/board/checkpoints/{name}
GET /cycles/{cycle}/board/entries/{name}
GET /cycles/{cycle}/board/manifests/{name}
GET /{lang}/cycles/{cycle}/ballot-list
GET /{lang}/cycles/{cycle}/board
GET /{lang}/cycles/{cycle}/bundle
GET /{lang}/cycles/{cycle}/bundle.zip
GET /{lang}/cycles/{cycle}/bundle/{name}
GET /{lang}/cycles/{cycle}/check-sealed
GET /{lang}/cycles/{cycle}/data.json
GET /{lang}/cycles/{cycle}/dates.ics
GET /{lang}/cycles/{cycle}/follow
GET /{lang}/cycles/{cycle}/news.atom
GET /{lang}/cycles/{cycle}/paper-audit
GET /{lang}/cycles/{cycle}/paper-audit.json
GET /{lang}/cycles/{cycle}/proposals
GET /{lang}/cycles/{cycle}/proposals/{number}
GET /{lang}/cycles/{cycle}/propose
GET /{lang}/cycles/{cycle}/propose/change/{number}
POST /{lang}/cycles/{cycle}/propose/change/{number}
GET /{lang}/cycles/{cycle}/propose/check
GET /{lang}/cycles/{cycle}/propose/done/{number}
GET /{lang}/cycles/{cycle}/propose/form
POST /{lang}/cycles/{cycle}/propose/form
GET /{lang}/cycles/{cycle}/propose/link/{token}
GET /{lang}/cycles/{cycle}/propose/saved
POST /{lang}/cycles/{cycle}/propose/send
GET /{lang}/cycles/{cycle}/propose/withdraw/{number}
POST /{lang}/cycles/{cycle}/propose/withdraw/{number}
GET /{lang}/cycles/{cycle}/results
GET /{lang}/cycles/{cycle}/results.json
GET /{lang}/cycles/{cycle}/verify
POST /{lang}/cycles/{cycle}/verify
GET /{lang}/cycles/{cycle}/results/areas.csv
GET /{lang}/cycles/{cycle}/results/method
GET /{lang}/cycles/{cycle}/results/projects.csv
GET /{lang}/cycles/{cycle}/results/{area}
GET /{lang}/cycles/{cycle}/results/{area}/account
GET /{lang}/cycles/{cycle}/results/{area}/ballots.pb
GET /{lang}/open-data
GET /{lang}/cycles/{cycle}/vote
GET /{lang}/cycles/{cycle}/desk/locked
GET /{lang}/cycles/{cycle}/vote/desk
POST /{lang}/cycles/{cycle}/vote/desk
GET /{lang}/cycles/{cycle}/vote/e-id
POST /{lang}/cycles/{cycle}/vote/leave
GET /{lang}/cycles/{cycle}/vote/refused/{reason}
POST /{lang}/cycles/{cycle}/vote/sign-in
GET /{lang}/sign-in
POST /{lang}/sign-in
GET /{lang}/sign-in/link/{secret}
POST /{lang}/sign-in/link/{secret}
POST /{lang}/sign-out
"""
VOTER = """
GET /{lang}/cycles/{cycle}/vote/area
POST /{lang}/cycles/{cycle}/vote/cast
GET /{lang}/cycles/{cycle}/vote/check
POST /{lang}/cycles/{cycle}/vote/check
GET /{lang}/cycles/{cycle}/vote/choose
POST /{lang}/cycles/{cycle}/vote/choose
GET /{lang}/cycles/{cycle}/vote/done
GET /{lang}/cycles/{cycle}/vote/keep
POST /{lang}/cycles/{cycle}/vote/opened
GET /{lang}/cycles/{cycle}/vote/voted
"""
STAFF = """
GET /{lang}/account
GET /{lang}/account/password
POST /{lang}/account/password
GET /{lang}/admin/cycles/{cycle}/journal
GET /{lang}/work
"""
REVIEWERS = """
GET /{lang}/cycles/{cycle}/review
GET /{lang}/cycles/{cycle}/review/{number}
"""
OFFICIALS = """
POST /{lang}/cycles/{cycle}/review/{number}
POST /{lang}/cycles/{cycle}/review/{number}/take
"""
DESK = """
GET /{lang}/cycles/{cycle}/desk
POST /{lang}/cycles/{cycle}/desk/find
POST /{lang}/cycles/{cycle}/desk/hand-over
GET /{lang}/cycles/{cycle}/desk/resident
POST /{lang}/cycles/{cycle}/desk/take-back
"""
PAPER_DESKS = """
GET /{lang}/admin/cycles/{cycle}/paper
GET /{lang}/admin/cycles/{cycle}/paper/ballots/{area}/{printed_in}
GET /{lang}/admin/cycles/{cycle}/paper/desks/{desk}
POST /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/find
POST /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/mark
GET /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/resident
POST /{lang}/admin/cycles/{cycle}/paper/desks/{desk}/sheets
"""
PAPER_WORKERS = """
GET /{lang}/admin/cycles/{cycle}/result
POST /{lang}/admin/cycles/{cycle}/result
POST /{lang}/admin/cycles/{cycle}/result/discard
GET /{lang}/admin/cycles/{cycle}/paper/audit
POST /{lang}/admin/cycles/{cycle}/paper/audit/finding
POST /{lang}/admin/cycles/{cycle}/paper/audit/lot
POST /{lang}/admin/cycles/{cycle}/paper/audit/record
GET /{lang}/admin/cycles/{cycle}/paper/batches
POST /{lang}/admin/cycles/{cycle}/paper/batches
GET /{lang}/admin/cycles/{cycle}/paper/batches/{number}
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/empty
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/finish
GET /{lang}/admin/cycles/{cycle}/paper/batches/{number}/key
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/key
GET /{lang}/admin/cycles/{cycle}/paper/batches/{number}/sheets/{position}
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/sheets/{position}
POST /{lang}/admin/cycles/{cycle}/paper/batches/{number}/sheets/{position}/confirm
POST /{lang}/admin/cycles/{cycle}/paper/desks
"""
MODERATORS = """
GET /{lang}/cycles/{cycle}/review/{number}/hide
POST /{lang}/cycles/{cycle}/review/{number}/hide
POST /{lang}/cycles/{cycle}/review/{number}/show
"""
SECOND_PERSONS = """
GET /{lang}/admin
GET /{lang}/admin/cycles/{cycle}
POST /{lang}/admin/cycles/{cycle}/stages/{stage}/{act}/approve
GET /{lang}/admin/cycles/{cycle}/tally
GET /{lang}/admin/cycles/{cycle}/tally/box.zip
POST /{lang}/admin/cycles/{cycle}/tally/parcel
GET /{lang}/admin/cycles/{cycle}/trustees
GET /{lang}/admin/cycles/{cycle}/trustees/ceremony.zip
GET /{lang}/admin/cycles/{cycle}/roll/corrections
POST /{lang}/admin/cycles/{cycle}/roll/corrections/{correction}/approve
POST /{lang}/admin/cycles/{cycle}/roll/corrections/{correction}/drop
"""
ADMINISTRATORS = """
GET /{lang}/admin/accounts
GET /{lang}/admin/accounts/new
POST /{lang}/admin/accounts/new
GET /{lang}/admin/accounts/{account_id}
POST /{lang}/admin/accounts/{account_id}/close
POST /{lang}/admin/accounts/{account_id}/link
POST /{lang}/admin/accounts/{account_id}/open
POST /{lang}/admin/accounts/{account_id}/roles
GET /{lang}/admin/kiosks
GET /{lang}/admin/kiosks/new
POST /{lang}/admin/kiosks/new
GET /{lang}/admin/kiosks/{screen}
POST /{lang}/admin/kiosks/{screen}
POST /{lang}/admin/kiosks/{screen}/remove
GET /{lang}/admin/cycles/{cycle}/amend/{stage}
POST /{lang}/admin/cycles/{cycle}/amend/{stage}
GET /{lang}/admin/cycles/{cycle}/rehearsal
POST /{lang}/admin/cycles/{cycle}/rehearsal
GET /{lang}/admin/cycles/{cycle}/roll
POST /{lang}/admin/cycles/{cycle}/roll
POST /{lang}/admin/cycles/{cycle}/roll/empty
POST /{lang}/admin/cycles/{cycle}/roll/take-in
POST /{lang}/admin/cycles/{cycle}/roll/corrections
GET /{lang}/admin/cycles/{cycle}/letters
POST /{lang}/admin/cycles/{cycle}/letters
POST /{lang}/admin/cycles/{cycle}/letters/one
POST /{lang}/admin/cycles/{cycle}/stages/{stage}/{act}/do
POST /{lang}/admin/cycles/{cycle}/stages/{stage}/{act}/request
POST /{lang}/admin/cycles/{cycle}/tally
POST /{lang}/admin/cycles/{cycle}/trustees
POST /{lang}/admin/cycles/{cycle}/trustees/roster
POST /{lang}/admin/cycles/{cycle}/trustees/start-over
GET /{lang}/admin/declare
POST /{lang}/admin/declare
GET /{lang}/admin/outbox
POST /{lang}/admin/outbox/{letter}/again
POST /{lang}/admin/outbox/{letter}/arrived
"""

STRANGER, RESIDENT = "stranger", "voter"
EVERYONE = frozenset({STRANGER, RESIDENT, "no role", *(role for role in Role if role is not Role.RESIDENT)})
WORKERS = EVERYONE - {STRANGER, RESIDENT}
MAY: dict[str, frozenset[str]] = {
    row: who
    for rows, who in (
        (ANYONE, EVERYONE),
        (VOTER, frozenset({RESIDENT})),
        (STAFF, WORKERS),
        (REVIEWERS, frozenset({Role.OFFICIAL, Role.MODERATOR, Role.ADMINISTRATOR})),
        (OFFICIALS, frozenset({Role.OFFICIAL})),
        (DESK, frozenset({Role.DESK})),
        (PAPER_DESKS, frozenset({Role.OFFICIAL, Role.ADMINISTRATOR, Role.DESK})),
        (PAPER_WORKERS, frozenset({Role.OFFICIAL, Role.ADMINISTRATOR})),
        (MODERATORS, frozenset({Role.MODERATOR})),
        (SECOND_PERSONS, frozenset({Role.ADMINISTRATOR, Role.TRUSTEE})),
        (ADMINISTRATORS, frozenset({Role.ADMINISTRATOR})),
    )
    for row in rows.strip().splitlines()
}

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
    return "refused" if who in WORKERS and row not in VOTER else "sent to sign in"


def list_wrong(town: Town, rounds: FourRounds, who: str) -> Iterator[str]:
    visitor = enter(town, rounds, who)
    with town.database.read() as work:
        account = next(account.id for account in list_accounts(work) if account.name == "target")
    for row in walk(town.client.app):
        method, route = row.split(" ")
        if row.endswith(ENDS_SESSION[1:]):
            visitor.open("/en/sign-in")
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


WRITTEN = {
    "title": "Penkki", "text": "Penkki rantaan, kiitos.", "why": "Jalat väsyvät.", "area": "north",
    "proposer": "Rannan kävelijät", "contact": "rannan@kavelijat.example",
}  # fmt: skip


def test_draft_of_another_visitor_is_not_found(town: Town) -> None:
    author, thief = town.visitor(), town.visitor()
    here = f"/en/cycles/{PROPOSING}/propose"
    author.open(f"{here}/form")
    author.send({**WRITTEN, "act": "continue"})
    draft = dict(author.find_form("/send").fields)["proposal"]
    thief.open(f"{here}/form")
    assert thief.request("GET", f"{here}/check").headers["location"] == here
    assert thief.request("POST", f"{here}/send", {"proposal": draft}).status_code == 404
    assert author.request("POST", f"{here}/send", {"proposal": draft}).status_code == 303


@pytest.mark.parametrize("page", ["change", "withdraw", "done"])
def test_proposal_of_another_visitor_is_not_ones_own(town: Town, page: str) -> None:
    author, thief = town.visitor(), town.visitor()
    here = f"/en/cycles/{PROPOSING}/propose"
    author.open(f"{here}/form")
    author.send({**WRITTEN, "act": "continue"})
    author.send(action="/send")
    number = author.location.rpartition("/")[2]
    thief.open(f"{here}/form")
    assert author.request("GET", f"{here}/{page}/{number}").status_code == 200
    assert thief.request("GET", f"{here}/{page}/{number}").status_code == 404
    if page != "done":
        assert thief.request("POST", f"{here}/{page}/{number}", dict(WRITTEN)).status_code == 404
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
