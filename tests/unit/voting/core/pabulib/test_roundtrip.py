"""What is read is written again, byte for byte."""

import pytest

from tests.support.elections import NAMES, load_election, read_bytes
from voting.core.pabulib import VoteType, parse_election, write_election
from voting.core.pabulib.read_votes import count_approvals

QUIRKS = (
    'META\nkey;value\nnum_projects;2\nnum_votes;2\nbudget;"10"\nvote_type;approval\n'
    'PROJECTS\nproject_id;cost;name\nvotes;5;"A ""big""; one\nin two lines"\nb-1;4.50;none\n'
    'VOTES\nvoter_id;vote\nv1;"votes,b-1"\nv2;\n'
)


@pytest.mark.parametrize("name", NAMES)
def test_every_election_comes_out_as_it_went_in(name: str) -> None:
    assert write_election(load_election(name)) == read_bytes(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_election_is_read_as_its_meta_says(name: str) -> None:
    election = load_election(name)

    assert election.voters == int(election.meta["num_votes"])
    assert len(election.projects) == int(election.meta["num_projects"])
    assert sum(ballot.voters for ballot in election.ballots) == election.voters
    assert election.budget == round(float(election.meta["budget"].replace(",", ".")) * 100)


@pytest.mark.parametrize(
    "source",
    [
        QUIRKS,
        QUIRKS.replace("\n", "\r\n"),
        QUIRKS.rstrip("\n"),
        QUIRKS + "\n\n",
        "\ufeff" + QUIRKS,
        QUIRKS.replace("b-1;4.50;none\n", "b-1;4.50;none\r\n"),
    ],
)
def test_quotes_line_ends_and_marks_survive(source: str) -> None:
    assert write_election(parse_election(source)).decode() == source


def test_quoted_cells_and_odd_ids_are_understood() -> None:
    election = parse_election(QUIRKS)

    assert [project.id for project in election.projects] == ["votes", "b-1"]
    assert [project.cost for project in election.projects] == [500, 450]
    assert election.projects[0].name == 'A "big"; one\nin two lines'
    assert election.projects[1].name == ""
    assert election.vote_type is VoteType.APPROVAL
    assert [ballot.choices for ballot in election.ballots] == [(0, 1), ()]


def test_a_project_twice_on_a_ballot_counts_once_and_is_noted() -> None:
    election = parse_election(QUIRKS.replace("votes,b-1", "b-1,votes,b-1"))

    assert count_approvals(election.ballots, 2) == [1, 1]
    assert [str(note) for note in election.notes] == ["1 ballots name a project twice; it counts once."]


def test_a_comma_before_decimals_and_parts_of_a_cent_in_the_budget_are_read() -> None:
    election = parse_election(QUIRKS.replace("4.50", "4,5").replace('budget;"10"', "budget;10.239"))

    assert election.projects[1].cost == 450
    assert election.budget == 1023
    assert "parts of a cent" in str(election.notes[0])


def test_votes_that_differ_from_the_ballots_are_noted() -> None:
    source = QUIRKS.replace("cost;name", "cost;votes").replace(';"A ""big""; one\nin two lines"', ";7")

    assert "differ" in str(parse_election(source).notes[0])


def test_decimal_points_become_whole_numbers_of_one_scale() -> None:
    source = QUIRKS.replace("approval", "cumulative").replace("id;vote\n", "id;vote;points\n")
    election = parse_election(source.replace('"votes,b-1"', "votes,b-1;0.5,1.25").replace("v2;", "v2;b-1;2"))

    assert election.points_scale == 4
    assert [ballot.points for ballot in election.ballots] == [(2, 5), (8,)]
