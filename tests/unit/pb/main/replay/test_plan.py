"""From a file to a round: every ballot in it, rules that let each of them be cast, and refusals in words."""

from datetime import UTC, datetime

import pytest

from pb.engine.declaration import check_declaration
from pb.kernel.ids import ProjectId
from pb.main.installation import make_engine
from pb.main.replay.plan import LONGEST_NAME, ReplayError, ReplayPlan, plan_replay
from tests.support.hosts import TEST_HOST
from voting.core.ballot.choices import Choices
from voting.core.pabulib import parse_election

NOW = datetime(2027, 2, 3, tzinfo=UTC)
HEAD = """META
key;value
description;some voters
country;Nowhere
unit;Mallila
instance;2027
num_projects;2
num_votes;{number}
budget;1000
vote_type;{kind}
rule;greedy
PROJECTS
project_id;cost;name
a;500;{name}
b;300;A bell
VOTES
voter_id;vote
"""


POINTS = {"method": "greedy-votes", "utility": "points"}


def ticks(projects: str) -> Choices:
    return tuple((ProjectId(project), 1) for project in projects)


def number(marks: str) -> Choices:
    return tuple((ProjectId(mark[0]), int(mark[1])) for mark in marks.split())


def plan(
    *votes: str,
    kind: str = "approval",
    name: str = "Benches",
    voters: int | None = None,
    points: bool = False,
) -> ReplayPlan:
    lines = "".join(f"{number};{vote}\n" for number, vote in enumerate(votes, 1))
    content = HEAD.format(number=len(votes), kind=kind, name=name)
    content = content.removesuffix("\n") + (";points\n" if points else "\n") + lines
    return plan_replay(parse_election(content.encode()), NOW, voters)


def test_every_voter_has_one_ballot_in_the_order_of_the_file() -> None:
    assert plan("a,b", "b", "a,b").ballots == (ticks("ab"), ticks("b"), ticks("ab"))


def test_tally_counts_the_ballots_that_approve() -> None:
    assert plan("a,b", "b").tally() == {ProjectId("a"): 1, ProjectId("b"): 2}


def test_first_voters_may_be_taken_alone() -> None:
    assert plan("a", "b", "a,b", voters=2).ballots == (ticks("a"), ticks("b"))


@pytest.mark.parametrize(
    ("votes", "rules"),
    [
        (("a", "b"), {"minimum": 1, "maximum": 1, "blank": False}),
        (("a,b", "b"), {"minimum": 1, "maximum": 2, "blank": False}),
        (("a,b", "a,b"), {"minimum": 2, "maximum": 2, "blank": False}),
    ],
)
def test_rules_let_every_ballot_of_the_file_be_cast(votes: tuple[str, ...], rules: dict[str, object]) -> None:
    (voting,) = (stage for stage in plan(*votes).declaration.stages if stage.key == "voting")
    assert dict(voting.rules) == {"ballot": "approval", "custody": "server", **rules}


KINDS: dict[str, tuple[tuple[str, ...], list[Choices], dict[str, object], dict[str, int]]] = {
    "choose-1": (
        ("a", "b", "b"),
        [ticks("a"), ticks("b"), ticks("b")],
        {"ballot": "single"},
        {"a": 1, "b": 2},
    ),
    "cumulative": (
        ("a,b;3,1", "b;2"),
        [number("a3 b1"), number("b2")],
        {"ballot": "points", "points": 4, "top": 3, "counting": POINTS},
        {"a": 3, "b": 3},
    ),
    "scoring": (
        ("a,b;3,0",),
        [number("a3")],
        {"ballot": "scores", "top": 3, "counting": POINTS},
        {"a": 3, "b": 0},
    ),
    "ordinal": (
        ("b,a", "a"),
        [number("b1 a2"), number("a1")],
        {"ballot": "ranking", "counting": POINTS},
        {"a": 2, "b": 2},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_ballot_has_its_rules_and_its_sums(kind: str) -> None:
    votes, ballots, rules, sums = KINDS[kind]
    planned = plan(*votes, kind=kind, points=any(";" in vote for vote in votes))
    assert list(planned.ballots) == ballots
    (voting,) = (stage for stage in planned.declaration.stages if stage.key == "voting")
    assert rules.items() <= dict(voting.rules).items()
    assert planned.tally() == sums
    assert make_engine(TEST_HOST).check(planned.declaration) == ()


def test_round_is_sound_and_votes_now() -> None:
    declaration = plan("a").declaration
    assert check_declaration(declaration) == ()
    (voting,) = (stage for stage in declaration.stages if stage.key == "voting")
    assert voting.opens_at < NOW < voting.closes_at
    assert declaration.areas[0].budget == 1000_00


def test_long_name_is_cut_in_the_title_and_whole_in_the_summary() -> None:
    project = plan("a", name="x" * 300).projects[0]
    assert len(project.title.fi) == LONGEST_NAME
    assert len(project.summary.fi) == 300


def test_points_in_parts_are_refused() -> None:
    with pytest.raises(ReplayError, match="whole numbers"):
        plan("a;0.5", kind="cumulative", points=True)


def test_file_without_voters_is_refused() -> None:
    with pytest.raises(ReplayError, match="no voters"):
        plan()
