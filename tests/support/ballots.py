"""Ballot styles for tests: projects p1, p2, ... of one euro each."""

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from voting.core.ballot.rule import BallotRule
from voting.core.ballot.style import BallotStyle, StyleId


def make_style(rule: BallotRule, projects: int, name: str = "north") -> BallotStyle:
    """Return a style with that many projects."""
    numbers = range(1, projects + 1)
    return BallotStyle(
        StyleId(name), tuple(ProjectId(f"p{number}") for number in numbers), (Cents(100),) * projects, rule
    )
