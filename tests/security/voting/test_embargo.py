"""Nothing of a count is readable before publication: on no page, in no file, in no log (attack 16).

Every route that answers a GET is asked, while the vote is open and after the count, by a stranger and by every kind of
staff. The projects' titles stand on many pages; what may not is a figure of the count, so the ballots give each project
a number of votes that nothing else in the house has, and the marks below are looked for in whatever is answered.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from pb.storage.database import Database
from pb.web.roles import Role
from tests.support.databases import open_database
from tests.support.hostile import fill_path, list_routes
from tests.support.shelf import lend_app
from tests.support.voting_app import Visitor, VotingHouse, add_staff, make_settings
from tests.support.voting_world import (
    NORTH,
    PUBLICATION,
    ROUND,
    SHORTLIST,
    VotingWorld,
    declare_projects,
    declare_vote,
    make_world,
)

VOTERS = 13
"""All vote for project 3, all but two for project 1: the count holds 13 and 11, and the names of the fates."""

MARKS = (
    "Will be carried out",
    "will be carried out.",
    '"support"',
    '"funded"',
    "carried_out",
    "Got no votes",
)
TOLD_ANYWAY = ("/open-data", "/openapi.json")
"""Both explain the words of the files without any figure."""


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A vote in which thirteen have voted, still open."""
    with open_database(database_url) as database:
        world = _open(database)
        with lend_app(make_settings(database_url, tmp_path), world.clock) as app, TestClient(app) as running:
            yield VotingHouse(world, app, running.blocking_portal)


def _open(database: Database) -> VotingWorld:
    world = make_world(database)
    residents = [(str(1000 + number), NORTH) for number in range(VOTERS + 4)]
    world.start(declare_vote({"maximum": 2, "projects": declare_projects(SHORTLIST)}), residents)
    world.open_voting()
    for number in range(VOTERS):
        world.cast(world.find(number), "1 3" if number < VOTERS - 2 else "3", f"key {number}")
    return world


def ask_everything(house: VotingHouse, visitor: Visitor) -> dict[str, str]:
    """Return what every address that can be asked for answers, by address."""
    places = {
        "lang": "en", "cycle": ROUND, "area": NORTH, "number": "1", "stage": "publication", "act": "publish",
        "name": "outcome.json", "account_id": "nobody", "device": "none", "token": "0" * 32, "secret": "x" * 43,
    }  # fmt: skip
    answers: dict[str, str] = {}
    for route, methods in list_routes(house.app):
        if "GET" in methods:
            filled = fill_path(route, {**dict.fromkeys(_names(route), "1"), **places})
            answers[filled] = visitor.open(filled).text
    return answers


def find_leaks(answers: dict[str, str]) -> list[str]:
    return [
        f"{path}: {mark}"
        for path, text in answers.items()
        if not path.endswith(TOLD_ANYWAY)
        for mark in MARKS
        if mark in text
    ]


def _names(route: str) -> list[str]:
    return [part.partition("}")[0].partition(":")[0] for part in route.split("{")[1:]]


def list_everybody(house: VotingHouse) -> list[Visitor]:
    people = [house.visit()]
    for role in (Role.ADMINISTRATOR, Role.OFFICIAL, Role.TRUSTEE, Role.MODERATOR, Role.COUNCIL):
        visitor = house.visit()
        visitor.sign_in(add_staff(house.world.database, role))
        people.append(visitor)
    return people


def test_no_route_tells_the_count_before_publication_and_many_do_after(
    house: VotingHouse, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    people = list_everybody(house)
    for visitor in people:
        assert find_leaks(ask_everything(house, visitor)) == []
    house.world.close_voting()
    house.world.open_publication()
    for visitor in people:
        assert find_leaks(ask_everything(house, visitor)) == []
    logged = caplog.text + "".join(capsys.readouterr())
    assert not any(mark in logged for mark in MARKS)
    house.world.act(PUBLICATION, "publish")
    told = find_leaks(ask_everything(house, people[0]))
    assert len({line.partition(": ")[0] for line in told}) >= 4
