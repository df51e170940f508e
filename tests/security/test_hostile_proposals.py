"""Hostile requests against every page of submission and review, from strangers, proposers and staff."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pb.web.roles import Role
from tests.support.cycles import DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.hostile import VALUES, list_hostile, list_routes
from tests.support.proposals import BENCHES, run_calendar, send, skip_disk_waits, start_round
from tests.support.visitors import Town, Visitor, run_town
from tests.support.writing import STEPS, write_proposal

OURS = ("/proposals", "/propose", "/review")
BASE = "/en/cycles/2027"
ANSWER = {"verdict": "feasible", "cost": "12 000", "reason_fi": "Syy.", "reason_sv": "Orsak.", "version": "0"}


@pytest.fixture
def town(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Town]:
    """A town with one proposal, while proposals come in."""
    url = copy_sqlite(migrated_sqlite, tmp_path / "pb.sqlite3")
    with open_database(url) as database:
        skip_disk_waits(database)
        start_round(database)
        send(database)
        with run_town(database, url, tmp_path, START + DAY) as running:
            skip_disk_waits(running.client.app.state.toolkit.database)
            yield running


def find_faults(town: Town, visitor: Visitor) -> list[str]:
    """Throw the whole corpus at our routes in the round there is, with the visitor's cookies."""
    visitor.lend_cookies()
    # The round exists, so that what comes after it in the address is what gets refused.
    routes = [
        (route.replace("{cycle}", "2027"), methods)
        for route, methods in list_routes(town.client.app)
        if any(part in route for part in OURS)
    ]
    requests = [hostile for route, methods in routes for hostile in list_hostile(route, methods)]
    assert len(requests) > 400
    assert all("2027" in request.path for request in requests if request.statuses)
    return [fault for request in requests if (fault := request.find_fault(request.throw(town.client)))]


def test_strangers_get_nothing_but_refusals(town: Town) -> None:
    assert find_faults(town, town.visitor()) == []


def test_proposers_get_nothing_but_refusals(town: Town) -> None:
    resident = town.visitor()
    write_proposal(resident, f"{BASE}/propose")
    assert find_faults(town, resident) == []


def test_staff_get_nothing_but_refusals_during_the_review(town: Town) -> None:
    run_calendar(town.database, 20)
    assert find_faults(town, town.staff("olli", Role.OFFICIAL, Role.MODERATOR, unit="Puistot")) == []


@pytest.mark.parametrize("value", VALUES)
def test_no_value_in_a_proposal_is_a_fault_of_ours(town: Town, value: str) -> None:
    resident = town.visitor()
    for step, names in STEPS.items():
        path = f"{BASE}/propose/write/{step}"
        for name in (*names, "then", "read", "act"):
            # What is kept begins a draft, and a draft a new session, with a token of its own.
            resident.open(path)
            typed = {each: BENCHES.as_typed()[each] for each in names}
            status = resident.try_post(path, {**typed, name: value})
            assert status in (303, 400, 409, 422), f"{status} for {name}"
    resident.open(f"{BASE}/propose/write/what")
    assert resident.try_post(f"{BASE}/propose/send", {"proposal": value}) in (303, 400, 404)


@pytest.mark.parametrize("value", VALUES)
def test_no_value_in_an_answer_is_a_fault_of_ours(town: Town, value: str) -> None:
    run_calendar(town.database, 20)
    official = town.staff("olli", Role.OFFICIAL, Role.MODERATOR, unit="Puistot")
    official.open(f"{BASE}/review/1")
    for name in ANSWER:
        status = official.try_post(f"{BASE}/review/1", {**ANSWER, name: value})
        assert status in (303, 400, 409, 422), f"{status} for {name}"
    assert official.try_post(f"{BASE}/review/1/hide", {"reason_fi": value, "reason_sv": value}) in (
        303,
        400,
        422,
    )


@pytest.mark.parametrize("value", VALUES)
def test_no_value_in_a_filter_is_a_fault_of_ours(town: Town, value: str) -> None:
    official = town.staff("olli", Role.OFFICIAL)
    encoded = quote(value, errors="surrogatepass")
    for path in ("review?words=", "review?answered=", "review?mine=", "proposals?words=", "proposals?area="):
        assert official.try_open(f"{BASE}/{path}{encoded}") in (200, 400, 414)
