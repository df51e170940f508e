"""What a thief of the database, and a reader of any page, learns of a vote: who voted, never how, and no count early."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from litestar.handlers import HTTPRouteHandler

from tests.support.dump import dump_database, dump_rows
from tests.support.session_data import read_session
from tests.support.voting_app import VOTE, VotingHouse, open_house
from tests.support.voting_world import PUBLICATION, ROUND


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[VotingHouse]:
    """A vote that is open, on both databases."""
    with open_house(database_url, tmp_path) as opened:
        yield opened


def test_no_row_holds_a_resident_beside_a_choice(house: VotingHouse) -> None:
    resident = house.world.find()
    visitor = house.visit()
    visitor.vote(house.code(), "1", "3")
    assert visitor.path == f"{VOTE}/done"
    rows = dump_rows(house.world.database)
    (ballot,) = rows["sealed_ballots"]
    for table, found in rows.items():
        for row in found:
            values = repr(row)
            if resident in values:
                assert not re.search(r"choices|'project'|\"project\"", values), table
                assert str(ballot["id"]) not in values, table
    marks = [*rows["participations"], *rows["sealed_ballots"]]
    assert not any(isinstance(value, datetime) for row in marks for value in row.values())


def test_session_never_holds_a_choice(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.show_code(house.code())
    for step in ("/check", "/choose", "/check"):
        visitor.send({"project": ["1", "3"]} if step == "/check" else {}, step)
        session = read_session(house.world.database, visitor.client.cookies["pb"])
        assert {"voter"} <= set(session) <= {"voter", "form-key"}
        assert "project" not in repr(session)
    visitor.send({}, "/cast")
    session = read_session(house.world.database, visitor.client.cookies["pb"])
    assert "voter" in session
    assert "project" not in repr(session)


def test_table_of_sessions_tells_neither_the_voter_nor_the_tag(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.vote(house.code(), "1")
    voter = read_session(house.world.database, visitor.client.cookies["pb"])["voter"]
    assert voter["resident"]["id"] == house.world.find()
    rows = dump_rows(house.world.database)
    (tag,) = (row["tag"] for row in rows["sealed_ballots"])
    assert isinstance(tag, bytes)
    assert voter["drawn_tag"] == tag.hex()
    assert not any(
        secret in repr(rows["sessions"]) for secret in (tag.hex(), voter["resident"]["id"], "voter")
    )


def test_nothing_of_the_voter_stays_after_leaving(house: VotingHouse) -> None:
    resident = house.world.find()
    visitor = house.visit()
    visitor.vote(house.code(), "1")
    cookie = visitor.client.cookies["pb"]
    assert resident in repr(read_session(house.world.database, cookie))
    visitor.send({}, "/leave")
    assert resident not in repr(read_session(house.world.database, cookie))
    assert dump_rows(house.world.database)["sessions"] == []


def test_database_holds_no_code_and_no_address(house: VotingHouse) -> None:
    visitor = house.visit()
    visitor.vote(house.code(), "1")
    dump = dump_database(house.world.database)
    assert house.code() not in dump
    assert house.code().replace("-", "")[6:] not in dump
    assert "testclient" not in dump
    assert "127.0.0.1" not in dump


def test_log_holds_no_code_no_choice_and_no_resident(
    house: VotingHouse, capfd: pytest.CaptureFixture[str]
) -> None:
    resident = house.world.find()
    house.visit().vote(house.code(), "1", "3")
    out, err = capfd.readouterr()
    log = out + err
    assert "/vote/cast" in log
    for secret in (house.code(), house.code().lower(), resident, "project", "testclient"):
        assert secret not in log


def list_paths(house: VotingHouse) -> list[str]:
    """Return the address of every page anyone may ask for, with the cycle put in."""
    paths = []
    for route in house.app.routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and "GET" in handler.http_methods:
                path = route.path.replace("{lang:str}", "en").replace("{cycle:str}", ROUND)
                paths.append(re.sub(r"\{[^}]+\}", "1", path))
    # The description of the interface explains the words, without any figure.
    return [path for path in paths if not path.endswith("/openapi.json")]


def test_no_page_tells_a_count_before_publication(house: VotingHouse) -> None:
    world = house.world
    world.cast(world.find(0), "1 3", "first")
    world.cast(world.find(1), "3", "second")
    paths = list_paths(house)
    assert f"/en/cycles/{ROUND}/results" in paths
    assert f"/en/cycles/{ROUND}/data.json" in paths
    told = [_read_all(house, paths)]
    world.close_voting()
    told.append(_read_all(house, paths))
    world.open_publication()
    told.append(_read_all(house, paths))
    for pages in told:
        assert not re.search(r'"support"|"funded"|"choices"|"ballots"|residents voted|See the results', pages)
    world.act(PUBLICATION, "publish")
    assert re.search(r'"support":2', _read_all(house, paths))


def _read_all(house: VotingHouse, paths: list[str]) -> str:
    visitor = house.visit()
    return "\n".join(visitor.client.get(path, follow_redirects=True).text for path in paths)
