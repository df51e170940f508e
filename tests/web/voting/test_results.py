"""Results appear with the publication, and not one vote of them before."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from pb.kernel.ids import ProjectId
from tests.support.voting_app import VotingHouse, open_house
from tests.support.voting_world import NORTH, PUBLICATION, ROUND, SOUTH
from voting.core.counting import BallotProfile
from voting.core.pabulib import parse_election

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


def test_results_tell_winners_votes_and_money(house: VotingHouse) -> None:
    cast_and_count(house)
    visitor = house.visit()
    assert visitor.open(RESULTS).status_code == 200
    text = read_text(visitor.page)
    assert "2 residents voted. 2 projects will be carried out." in text
    assert "Preliminary result" in text
    assert "Used €20,500 of €40,000" in text
    assert "3 Plants by the market 2 €8,500" in text
    assert "1 Benches on the shore path 1 €12,000" in text
    assert "Repairs to the pump track" not in text
    assert "Nobody voted here, so there is no result." in text
    assert "Of equal projects the cheaper comes first" in text
    assert "North 2 2 100.0%" in text
    assert "66.7%" in text


def test_area_page_tells_what_became_of_each_project_and_how(house: VotingHouse) -> None:
    cast_and_count(house)
    visitor = house.visit()
    assert visitor.open(f"{RESULTS}/{NORTH}").status_code == 200
    text = read_text(visitor.page)
    assert "3 Plants by the market 1 2 €8,500 ✓ Will be carried out" in text
    assert "1 Benches on the shore path 2 1 €12,000 ✓ Will be carried out" in text
    assert "2 Repairs to the pump track 3 0 €26,000 Will not be carried out. Got no votes." in text
    assert "3 Plants by the market : 2 votes, costs €8,500 and is carried out. €31,500 is left." in text
    assert 'id="project-3"' in visitor.page
    visitor.open(f"{RESULTS}/{SOUTH}")
    assert "Nobody voted here, so there is no result." in visitor.page


def test_loser_is_told_what_it_would_have_needed(sqlite: str, tmp_path: Path) -> None:
    with open_house(sqlite, tmp_path, {"maximum": 3}) as house:
        world = house.world
        world.cast(world.find(0), "1 2 3", "first")
        world.cast(world.find(1), "1 3", "second")
        world.close_voting()
        world.open_publication()
        world.act(PUBLICATION, "publish")
        text = read_text(house.visit().open(f"{RESULTS}/{NORTH}").text)
    assert "Did not fit in the money that was left when its turn came." in text
    assert "It would have been enough if it had cost €6,500 less." in text
    assert "With 2 more voters for it alone it would have won." in text


@pytest.mark.parametrize(("language", "words"), [("fi", "Tulokset"), ("sv", "Resultat"), ("en", "Results")])
def test_results_are_told_in_every_language(house: VotingHouse, language: str, words: str) -> None:
    cast_and_count(house)
    visitor = house.visit()
    assert visitor.open(f"/{language}/cycles/{ROUND}/results").status_code == 200
    assert f"<h1>{words}</h1>" in visitor.page


def test_method_page_explains_and_gives_a_command_that_recounts(house: VotingHouse) -> None:
    visitor = house.visit()
    assert "when the result has been published" in visitor.open(f"{RESULTS}/method").text
    cast_and_count(house)
    text = read_text(visitor.open(f"{RESULTS}/method").text)
    assert "the one with the most votes comes first" in text
    assert "pb count 2027-north.pb --rule greedy-votes --min-votes 1 --ties cost-votes-lots" in text
    data = json.loads(visitor.open(f"{RESULTS}.json").text)
    assert data["digest"] in text


def test_account_page_gives_a_price_list_and_sends_nothing(house: VotingHouse) -> None:
    cast_and_count(house)
    visitor = house.visit()
    assert visitor.open(f"{RESULTS}/{NORTH}/account").status_code == 200
    assert 'data-project="3" data-title="Plants by the market" data-funded="yes"' in visitor.page
    assert 'data-project="2" data-title="Repairs to the pump track" data-funded=""' in visitor.page
    assert not re.search(r"<input[^>]* name=", visitor.page)


def test_results_are_open_data_once_published(house: VotingHouse) -> None:
    cast_and_count(house)
    answer = house.visit().open(f"{RESULTS}.json")
    assert answer.headers["content-type"].startswith("application/json")
    data = json.loads(answer.text)
    areas = {area["area"]: area for area in data["outcome"]["areas"]}
    assert {line["project"]: line["support"] for line in areas[NORTH]["projects"]} == {"1": 1, "2": 0, "3": 2}
    assert areas[SOUTH]["voters"] == 0
    assert data["outcome"]["rule"]["method"] == "greedy-votes"


def test_projects_leave_as_a_table(house: VotingHouse) -> None:
    cast_and_count(house)
    answer = house.visit().open(f"{RESULTS}/projects.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["project"], row["votes"], row["carried_out"]) for row in rows] == [
        ("3", "2", "1"), ("1", "1", "1"), ("2", "0", "0"), ("4", "0", "0"),
    ]  # fmt: skip
    areas = house.visit().open(f"{RESULTS}/areas.csv").text.splitlines()
    assert areas[1] == f"{ROUND};1;north;4000000;2050000;2;0;2"


def test_ballots_leave_without_their_voters_and_count_the_same(house: VotingHouse) -> None:
    cast_and_count(house)
    answer = house.visit().open(f"{RESULTS}/{NORTH}/ballots.pb")
    assert answer.status_code == 200
    election = parse_election(answer.content)
    assert election.sheet.votes.header == ("voter_id", "vote")
    assert election.sheet.votes.rows == (("1", "1,3"), ("2", "3"))
    names = [ProjectId("1"), ProjectId("2"), ProjectId("3")]
    profile = BallotProfile.from_ballots(names, [[names[0], names[2]], [names[2]]])
    assert {project.id: project.votes for project in election.projects} == dict(
        zip(names, profile.votes(), strict=True)
    )
    assert {project.id for project in election.projects if project.selected} == {"1", "3"}


def test_open_data_page_lists_published_rounds_only(house: VotingHouse) -> None:
    visitor = house.visit()
    assert "Nothing has been published yet" in visitor.open("/en/open-data").text
    cast_and_count(house)
    page = visitor.open("/en/open-data").text
    for name in ("results/projects.csv", "results/areas.csv", "results.json", "results/north/ballots.pb"):
        assert f"/en/cycles/{ROUND}/{name}" in page
        assert visitor.open(f"/en/cycles/{ROUND}/{name}").status_code == 200
    assert "CC BY 4.0" in page


def test_page_tells_the_date_while_there_is_no_result(house: VotingHouse) -> None:
    visitor = house.visit()
    for path in ("", f"/{NORTH}", f"/{NORTH}/account"):
        assert visitor.open(RESULTS + path).status_code == 200
        assert "The results are not published yet" in visitor.page
        assert "23 February 2027 at 20:00" in visitor.page
    for path in (".json", "/projects.csv", "/areas.csv", f"/{NORTH}/ballots.pb"):
        assert visitor.open(RESULTS + path).status_code == 409


def test_counted_result_stays_back_until_it_is_published(house: VotingHouse) -> None:
    cast_and_count(house, publish=False)
    visitor = house.visit()
    assert "The votes have been counted." in visitor.open(RESULTS).text
    assert visitor.open(f"{RESULTS}.json").status_code == 409
    house.world.act(PUBLICATION, "publish")
    assert "2 residents voted." in read_text(visitor.open(RESULTS).text)


def test_turnout_of_small_groups_is_not_told_where_areas_are_chosen_freely(
    sqlite: str, tmp_path: Path
) -> None:
    with open_house(sqlite, tmp_path, {"area": "free"}) as house:
        cast_and_count(house)
        text = read_text(house.visit().open(RESULTS).text)
    assert "66.7%" in text
    assert "North 2 2" not in text


def test_unknown_cycle_or_area_has_no_results(house: VotingHouse) -> None:
    visitor = house.visit()
    for path in ("results", "results.json", "ballot-list", "results/method", "results/projects.csv"):
        assert visitor.open(f"/en/cycles/1999/{path}").status_code == 404
    for path in ("nowhere", "nowhere/account", "nowhere/ballots.pb"):
        assert visitor.open(f"{RESULTS}/{path}").status_code == 404


def test_ballot_list_shows_every_project_with_its_number(house: VotingHouse) -> None:
    visitor = house.visit()
    assert visitor.open(f"/sv/cycles/{ROUND}/ballot-list").status_code == 200
    text = read_text(visitor.page)
    positions = [text.index(words) for words in ("1 Bänkar", "2 Reparation", "3 Planteringar", "4 Belysning")]
    assert positions == sorted(positions)
    assert "Reparation av pumpbanan, i korthet." in text
