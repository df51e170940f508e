"""A count of ours leaves as a .pb file that the format's own checker accepts and that counts the same."""

from pathlib import Path

import pytest
from pabulib.checker import Checker

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.counting import BallotProfile, Candidate, CountingRule, Method, count
from voting.core.pabulib import Heading, VoteType, compose_election, parse_election, write_election
from voting.core.pabulib.profile import list_candidates, make_profile

PROJECTS = tuple(
    (Candidate(ProjectId(str(number)), Cents(cost), ("green",)), title)
    for number, cost, title in (
        (1, 50_000, "Swings; and more"),
        (2, 60_050, 'Trees "old"'),
        (3, 90_000, "Ice"),
    )
)
NAMES = [candidate.id for candidate, _ in PROJECTS]
RULE = CountingRule(method=Method.GREEDY_VOTES)


def make_heading(form: VoteType, more: dict[str, str]) -> Heading:
    """Return the heading of a made-up city."""
    return Heading(
        description="Participatory budgeting",
        country="Finland",
        unit="Harjula",
        instance="2027",
        budget=Cents(110_050),
        vote_type=form,
        rule="greedy",
        date_begin="01.09.2027",
        date_end="15.09.2027",
        language="fi",
        currency="EUR",
        more=more,
    )


@pytest.mark.parametrize(
    ("form", "more", "points"),
    [
        (VoteType.APPROVAL, {"min_length": "1", "max_length": "3"}, 1),
        (VoteType.CUMULATIVE, {"min_length": "1", "max_length": "3", "max_sum_points": "10"}, 3),
    ],
)
def test_a_composed_file_passes_the_checker_and_counts_the_same(
    form: VoteType, more: dict[str, str], points: int, tmp_path: Path
) -> None:
    ballots = [{NAMES[0]: points, NAMES[1]: 1}, {NAMES[1]: 1}, {NAMES[2]: 1, NAMES[1]: points}, {NAMES[0]: 1}]
    candidates = [candidate for candidate, _ in PROJECTS]
    allocation = count(RULE, candidates, BallotProfile.from_ballots(NAMES, ballots), Cents(110_050))

    election = compose_election(make_heading(form, more), PROJECTS, ballots, allocation.selected)
    source = write_election(election)

    again = parse_election(source)
    assert (
        count(RULE, list_candidates(again), make_profile(again), again.budget).selected == allocation.selected
    )
    assert [project.name for project in again.projects if project.id == "2"] == ['Trees "old"']
    path = tmp_path / "harjula.pb"
    path.write_bytes(source)
    assert not Checker().process_files([str(path)])["harjula"]["results"]["errors"]


def test_the_order_of_casting_is_not_in_the_file() -> None:
    ballots = [{NAMES[2]: 1}, {NAMES[0]: 1}, {NAMES[1]: 1}]
    heading = make_heading(VoteType.APPROVAL, {})

    there = compose_election(heading, PROJECTS, ballots, [])
    back = compose_election(heading, PROJECTS, ballots[::-1], [])

    assert write_election(there) == write_election(back)
