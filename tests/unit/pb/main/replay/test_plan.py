"""From a file to a round: every ballot in it, rules that let each of them be cast, and refusals in words."""

from datetime import UTC, datetime

import pytest

from pb.engine.declaration import check_declaration
from pb.kernel.ids import ProjectId
from pb.main.replay.plan import LONGEST_NAME, ReplayError, ReplayPlan, plan_replay
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


def plan(*votes: str, kind: str = "approval", name: str = "Benches", voters: int | None = None) -> ReplayPlan:
    lines = "".join(f"{number};{vote}\n" for number, vote in enumerate(votes, 1))
    content = HEAD.format(number=len(votes), kind=kind, name=name) + lines
    return plan_replay(parse_election(content.encode()), NOW, voters)


def test_every_voter_has_one_ballot_in_the_order_of_the_file() -> None:
    assert plan("a,b", "b").ballots == (frozenset("ab"), frozenset("b"))


def test_tally_counts_the_ballots_that_approve() -> None:
    assert plan("a,b", "b").tally() == {ProjectId("a"): 1, ProjectId("b"): 2}


def test_first_voters_may_be_taken_alone() -> None:
    assert plan("a", "b", "a,b", voters=2).ballots == (frozenset("a"), frozenset("b"))


def test_one_choice_is_an_approval_of_one() -> None:
    assert plan("a", "b", kind="choose-1").ballots == (frozenset("a"), frozenset("b"))


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


def test_other_ballots_are_refused_by_their_name() -> None:
    with pytest.raises(ReplayError, match="this file has ordinal ballots"):
        plan("a,b", kind="ordinal")


def test_file_without_voters_is_refused() -> None:
    with pytest.raises(ReplayError, match="no voters"):
        plan()
