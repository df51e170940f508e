"""Rules and styles that contradict themselves can't be made, nor read from a manifest."""

from collections.abc import Callable

import pytest

from pb.kernel.canonical import JSON
from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.ballots import make_style
from voting.core.ballot.rule import BallotKind, BallotRule, read_rule
from voting.core.ballot.style import BallotStyle, StyleId, read_style
from voting.core.reading import FormatError


@pytest.mark.parametrize(
    "build",
    [
        lambda: BallotRule(BallotKind.APPROVAL, minimum=3, maximum=2),
        lambda: BallotRule(BallotKind.APPROVAL, minimum=-1),
        lambda: BallotRule(BallotKind.APPROVAL, top=2),
        lambda: BallotRule(BallotKind.APPROVAL, budget=Cents(1)),
        lambda: BallotRule(BallotKind.KNAPSACK),
        lambda: BallotRule(BallotKind.POINTS, top=3),
        lambda: BallotRule(BallotKind.POINTS, top=3, least_total=5, most_total=4),
        lambda: BallotRule(BallotKind.SINGLE),
        lambda: make_style(BallotRule(BallotKind.APPROVAL, maximum=4), 3),
        lambda: make_style(BallotRule(BallotKind.APPROVAL), 0),
        lambda: make_style(BallotRule(BallotKind.APPROVAL), 3, name="../etc"),
        lambda: make_style(BallotRule(BallotKind.APPROVAL), 3, name="Keskusta"),
        lambda: BallotStyle(
            StyleId("a"), (ProjectId("1"),) * 2, (Cents(1),) * 2, BallotRule(BallotKind.APPROVAL)
        ),
        lambda: BallotStyle(StyleId("a"), (ProjectId("1"),), (Cents(-1),), BallotRule(BallotKind.APPROVAL)),
    ],
)
def test_contradicting_limits_are_refused(build: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        build()


def test_style_reads_back_from_its_plain_form() -> None:
    style = make_style(
        BallotRule(BallotKind.KNAPSACK, minimum=0, maximum=3, budget=Cents(250), blank=True), 4
    )
    assert read_style(style.to_plain(), "style") == style


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "lottery"},
        {"minimum": "1"},
        {"minimum": True},
        {"extra": 1},
        {"blank": 0},
        {"maximum": -1},
        {"budget": 5},
    ],
)
def test_rule_with_a_wrong_field_is_refused_with_its_place(change: dict[str, JSON]) -> None:
    plain = BallotRule(BallotKind.APPROVAL).to_plain() | change
    with pytest.raises(FormatError, match=r"^here"):
        read_rule(plain, "here")


def test_missing_field_is_refused() -> None:
    plain = BallotRule(BallotKind.APPROVAL).to_plain()
    del plain["blank"]
    with pytest.raises(FormatError, match="blank is missing"):
        read_rule(plain, "here")
