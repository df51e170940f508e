"""Every way in which what comes out can differ from what went in is named."""

from datetime import UTC, datetime

import pytest

from pb.kernel.handoff import AreaBallots, AreaOutcome, ClosedBox, Outcome, ProjectOutcome, Shortlist
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from pb.main.replay.comparison import compare
from pb.main.replay.plan import AREA, ReplayPlan, plan_replay
from voting.core.pabulib import parse_election

FILE = b"""META
key;value
description;three voters
country;Nowhere
unit;Mallila
instance;2027
num_projects;3
num_votes;3
budget;1000
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
a;500;Benches
b;300;A bell
c;900;A bridge
VOTES
voter_id;vote
1;a,b
2;b
3;c
"""
A, B, C = map(ProjectId, "abc")
NUMBERS = {A: ProjectId("1"), B: ProjectId("2"), C: ProjectId("3")}
"""On the ballot the projects have numbers."""


@pytest.fixture
def plan() -> ReplayPlan:
    return plan_replay(parse_election(FILE), datetime(2027, 2, 3, tzinfo=UTC))


def box_of(*ballots: str) -> ClosedBox:
    boxed = tuple(dict.fromkeys(map(ProjectId, ballot.split()), 1) for ballot in ballots)
    return ClosedBox(Shortlist(()), (AreaBallots(AREA, boxed, 3),))


SOUND = box_of("1 2", "2", "3")


def outcome_of(votes: dict[str, int], voters: int = 3) -> Outcome:
    projects = tuple(
        ProjectOutcome(ProjectId(number), support, False, "budget", rank)
        for rank, (number, support) in enumerate(votes.items(), 1)
    )
    return Outcome({}, Shortlist(()), (AreaOutcome(AREA, Cents(0), Cents(0), voters, 0, 3, projects),))


COUNTED = {"1": 1, "2": 2, "3": 1}


def find_different(plan: ReplayPlan, box: ClosedBox, outcome: Outcome) -> list[str]:
    return [check.what for check in compare(plan, NUMBERS, box, outcome) if not check.holds]


def test_what_went_in_comes_out(plan: ReplayPlan) -> None:
    assert find_different(plan, SOUND, outcome_of(COUNTED)) == []


def test_missing_ballot_is_named(plan: ReplayPlan) -> None:
    found = find_different(plan, box_of("1 2", "2"), outcome_of(COUNTED))
    assert found == ["Ballots in the box", "Ballots that differ from the file"]


def test_ballot_too_many_is_named(plan: ReplayPlan) -> None:
    found = find_different(plan, box_of("1 2", "2", "3", "3"), outcome_of(COUNTED))
    assert found == ["Ballots in the box", "Ballots that differ from the file"]


@pytest.mark.parametrize("box", [box_of("1 2", "2", "1"), box_of("1", "2 2", "3"), box_of("1 2", "3", "3")])
def test_changed_ballot_is_named_though_the_number_is_right(plan: ReplayPlan, box: ClosedBox) -> None:
    assert find_different(plan, box, outcome_of(COUNTED)) == ["Ballots that differ from the file"]


def test_votes_moved_from_one_project_to_another_are_named(plan: ReplayPlan) -> None:
    checks = compare(plan, NUMBERS, SOUND, outcome_of({"1": 2, "2": 1, "3": 1}))
    (different,) = (check for check in checks if not check.holds)
    assert (different.what, different.expected, different.found) == (
        "Projects whose votes differ",
        "none",
        "1, 2",
    )


def test_vote_too_many_is_named(plan: ReplayPlan) -> None:
    found = find_different(plan, SOUND, outcome_of({**COUNTED, "3": 2}))
    assert found == ["Votes in all", "Projects whose votes differ"]


def test_project_that_nobody_offered_is_named(plan: ReplayPlan) -> None:
    assert find_different(plan, SOUND, outcome_of({**COUNTED, "4": 0})) == ["Projects whose votes differ"]


def test_voter_left_out_of_the_count_is_named(plan: ReplayPlan) -> None:
    assert find_different(plan, SOUND, outcome_of(COUNTED, voters=2)) == ["Ballots counted"]
