"""Results appear with the publication, and not one vote of them before."""

import json
import re
from pathlib import Path

import pytest

from tests.support.voting_app import VotingHouse, open_house
from tests.support.voting_world import NORTH, PUBLICATION, ROUND, SOUTH

RESULTS = f"/en/cycles/{ROUND}/results"


def cast_and_count(house: VotingHouse, *, publish: bool = True) -> None:
    world = house.world
    world.cast(world.find(0), "1 3", "first")
    world.cast(world.find(1), "3", "second")
    world.close_voting()
    world.open_publication()
    if publish:
        world.act(PUBLICATION, "publish")


def read_text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_results_tell_votes_money_and_what_becomes_of_each_project(house: VotingHouse) -> None:
    cast_and_count(house)
    visitor = house.visit()
    assert visitor.open(RESULTS).status_code == 200
    text = read_text(visitor.page)
    assert "2 residents voted. 2 projects will be carried out." in text
    assert "Used €20,500 of €40,000" in text
    assert "3 Plants by the market 1 2 €8,500 ✓ Will be carried out" in text
    assert "1 Benches on the shore path 2 1 €12,000 ✓ Will be carried out" in text
    assert "2 Repairs to the pump track 3 0 €26,000 Will not be carried out. Got no votes." in text
    assert "2 voters, turnout 100.0%" in text
    assert "Nobody voted here, so there is no result." in text
    assert "Of equal projects the cheaper comes first" in text
    assert "66.7%" in text


@pytest.mark.parametrize(("language", "words"), [("fi", "Tulokset"), ("sv", "Resultat"), ("en", "Results")])
def test_results_are_told_in_every_language(house: VotingHouse, language: str, words: str) -> None:
    cast_and_count(house)
    visitor = house.visit()
    assert visitor.open(f"/{language}/cycles/{ROUND}/results").status_code == 200
    assert f"<h1>{words}</h1>" in visitor.page


def test_results_are_open_data_once_published(house: VotingHouse) -> None:
    cast_and_count(house)
    answer = house.visit().open(f"{RESULTS}.json")
    assert answer.headers["content-type"].startswith("application/json")
    data = json.loads(answer.text)
    areas = {area["area"]: area for area in data["outcome"]["areas"]}
    assert {line["project"]: line["support"] for line in areas[NORTH]["projects"]} == {"1": 1, "2": 0, "3": 2}
    assert areas[SOUTH]["voters"] == 0
    assert data["outcome"]["rule"]["method"] == "greedy-votes"


def test_page_tells_the_date_while_there_is_no_result(house: VotingHouse) -> None:
    visitor = house.visit()
    assert visitor.open(RESULTS).status_code == 200
    assert "The results are not published yet" in visitor.page
    assert "23 February 2027 at 20:00" in visitor.page
    assert visitor.open(f"{RESULTS}.json").status_code == 409


def test_counted_result_stays_back_until_it_is_published(house: VotingHouse) -> None:
    cast_and_count(house, publish=False)
    visitor = house.visit()
    assert "The votes have been counted." in visitor.open(RESULTS).text
    assert visitor.open(f"{RESULTS}.json").status_code == 409
    house.world.act(PUBLICATION, "publish")
    assert "2 residents voted." in read_text(visitor.open(RESULTS).text)


def test_turnout_is_told_as_a_whole_where_areas_are_chosen_freely(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"area": "free"}) as house:
        cast_and_count(house)
        text = read_text(house.visit().open(RESULTS).text)
    assert "66.7%" in text
    assert ", turnout" not in text


def test_unknown_cycle_has_no_results(house: VotingHouse) -> None:
    visitor = house.visit()
    for path in ("results", "results.json", "ballot-list"):
        assert visitor.open(f"/en/cycles/1999/{path}").status_code == 404


def test_ballot_list_shows_every_project_with_its_number(house: VotingHouse) -> None:
    visitor = house.visit()
    assert visitor.open(f"/sv/cycles/{ROUND}/ballot-list").status_code == 200
    text = read_text(visitor.page)
    positions = [text.index(words) for words in ("1 Bänkar", "2 Reparation", "3 Planteringar", "4 Belysning")]
    assert positions == sorted(positions)
    assert "Reparation av pumpbanan, i korthet." in text
