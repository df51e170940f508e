"""A closed box becomes an outcome by the declared rule, each area by itself."""

from collections.abc import Mapping

from pb.engine.declaration import Rule
from pb.kernel.handoff import AreaBallots, AreaOutcome, ClosedBox, Outcome
from pb.kernel.ids import AreaId, ProjectId
from tests.support.voting_world import SHORTLIST, declare_vote, place_projects_without_money
from voting.core.outcome import count_box

NORTH, SOUTH = AreaId("north"), AreaId("south")


def box(north: list[str], south: list[str]) -> ClosedBox:
    def ballots(area: AreaId, rows: list[str]) -> AreaBallots:
        return AreaBallots(area, tuple(dict.fromkeys(map(ProjectId, row.split()), 1) for row in rows), 10)

    return ClosedBox(SHORTLIST, (ballots(NORTH, north), ballots(SOUTH, south)))


def count(north: list[str], south: list[str], rules: Mapping[str, Rule] | None = None) -> Outcome:
    return count_box(box(north, south), declare_vote(rules or {}))


def funded(area: AreaOutcome) -> list[str]:
    return [project.project for project in area.projects if project.funded]


def test_most_voted_projects_that_fit_are_funded() -> None:
    north, south = count(["1 2", "1 3", "2 3", "2"], ["4"]).areas
    assert [(project.project, project.support, project.rank) for project in north.projects] == [
        ("2", 3, 1),
        ("3", 2, 2),
        ("1", 2, 3),
    ]
    assert funded(north) == ["2", "3"]  # equal votes: the cheaper one first
    assert north.spent == 34_500_00
    assert north.projects[2].reason == "does-not-fit"
    assert (north.voters, north.blank, north.entitled) == (4, 0, 10)
    assert funded(south) == ["4"]


def test_project_without_a_vote_is_never_funded() -> None:
    north, _ = count(["1"], ["4"]).areas
    assert {project.project: project.reason for project in north.projects} == {
        "1": "funded",
        "2": "no-votes",
        "3": "no-votes",
    }


def test_area_without_a_valid_ballot_has_no_result() -> None:
    _, south = count(["1"], ["", ""]).areas
    assert (south.voters, south.blank, south.spent) == (2, 2, 0)
    assert funded(south) == []


def test_outcome_tells_the_rule_it_was_counted_by() -> None:
    assert (
        count(["1"], ["4"], {"counting": {"method": "greedy-votes", "skip": False}}).rule["skip"] == "false"
    )


def test_cycle_without_money_has_as_many_winners_as_declared() -> None:
    declaration = declare_vote({"winners": 2}, has_money=False)
    whole = box(["1 2", "1 3", "2", "3 1"], ["4"])
    outcome = count_box(ClosedBox(place_projects_without_money(), whole.areas), declaration)
    assert funded(outcome.areas[0]) == ["1", "2"]
    assert outcome.areas[0].spent == 0
