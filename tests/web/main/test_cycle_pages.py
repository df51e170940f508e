"""Residents see what they can do now, in their language; an empty town says so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cycles import START
from tests.support.databases import copy_sqlite, open_database
from tests.support.visitors import Town, run_town
from tests.web.main.test_cycle_administration import pass_time


@pytest.fixture
def empty_town(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Town]:
    """A town without any round."""
    url = copy_sqlite(migrated_sqlite, tmp_path / "empty.sqlite3")
    with open_database(url) as database, run_town(database, url, tmp_path, START) as town:
        yield town


@pytest.mark.parametrize("path", ["/en", "/en/cycles"])
def test_town_without_rounds_says_so(empty_town: Town, path: str) -> None:
    assert "No round has begun yet" in empty_town.visitor().open(path)


def test_front_page_offers_what_the_open_stage_offers(town: Town) -> None:
    resident = town.visitor()
    assert "The next stage opens on" in resident.open("/en")
    pass_time(town, 2)
    assert "/en/cycles/2027/propose" in resident.open("/en")


@pytest.mark.parametrize(("language", "word"), [("fi", "Kierrokset"), ("sv", "Omgångar"), ("en", "Rounds")])
def test_pages_speak_the_language_of_their_address(town: Town, language: str, word: str) -> None:
    page = town.visitor().open(f"/{language}/cycles")
    assert f'<html lang="{language}">' in page
    assert word in page


def test_round_shows_its_stages_areas_and_timetable(town: Town) -> None:
    page = town.visitor().open("/en/cycles/2027")
    for words in ("Proposal phase", "Review", "Voting", "Results", "north", "south", "Timetable"):
        assert words in page


def test_open_data_holds_the_declaration_and_no_personal_data(town: Town) -> None:
    pass_time(town, 2)
    data = json.loads(town.visitor().open("/en/cycles/2027/data.json"))
    assert data["declaration"]["id"] == "2027"
    assert data["stages"] == {
        "submission": "open", "review": "coming", "voting": "coming", "publication": "coming",
    }  # fmt: skip
    assert len(data["seal"]) == 64


def test_unknown_round_is_not_found(town: Town) -> None:
    for path in ("", "/data.json", "/proposals", "/vote", "/results"):
        town.visitor().open(f"/en/cycles/1999{path}", status=404)


def test_health_is_told_without_a_session(town: Town) -> None:
    answer = town.client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "set-cookie" not in answer.headers


def test_closed_stage_tells_where_to_go_on(town: Town) -> None:
    pass_time(town, 15)
    page = town.visitor().open("/en/cycles/2027/propose", status=409)
    assert 'href="/en/cycles/2027"' in page
    assert "See what you can do now" in page
