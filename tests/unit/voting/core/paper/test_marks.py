"""What officials type for a sheet."""

import pytest

from tests.support.ballots import make_style
from voting.core.ballot.check import BallotFaultKind
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle
from voting.core.paper.marks import MarksError, read_marks, write_marks
from voting.core.tally.paper import UNREADABLE_SHEET, read_sheet

APPROVAL = make_style(BallotRule(BallotKind.APPROVAL, 1, 3), 12)
POINTS = make_style(BallotRule(BallotKind.POINTS, top=5, most_total=5), 4)
RANKING = make_style(BallotRule(BallotKind.RANKING, 1, 3), 4)
SINGLE = make_style(BallotRule(BallotKind.SINGLE, 1, 1), 4)


@pytest.mark.parametrize("typed", ["p3 p12", "p12+p3", " P3,p12 ", "p3;p12", "p3\tp12"])
def test_numbers_may_be_apart_by_what_a_keypad_has(typed: str) -> None:
    assert read_marks(APPROVAL, typed).choices == (("p3", 1), ("p12", 1))


@pytest.mark.parametrize(
    ("style", "typed", "choices"),
    [
        (POINTS, "p4=1 p2:3", (("p2", 3), ("p4", 1))),
        (POINTS, "p4*1 p2/3", (("p2", 3), ("p4", 1))),
        (RANKING, "p3 p1", (("p3", 1), ("p1", 2))),
        (RANKING, "p1=2 p3=1", (("p3", 1), ("p1", 2))),
        (SINGLE, "p2", (("p2", 1),)),
    ],
)
def test_each_kind_is_typed_its_way(style: BallotStyle, typed: str, choices: object) -> None:
    ballot = read_marks(style, typed)
    assert ballot.choices == choices
    assert ballot.is_valid


@pytest.mark.parametrize(
    ("style", "typed", "fault"),
    [
        (APPROVAL, "p1 p2 p3 p4", BallotFaultKind.TOO_MANY),
        (APPROVAL, "0", BallotFaultKind.BLANK),
        (APPROVAL, "x", BallotFaultKind.UNREADABLE),
        (POINTS, "p1=4 p2=4", BallotFaultKind.TOO_MANY_POINTS),
        (POINTS, "p1=9", BallotFaultKind.BAD_VALUE),
        (RANKING, "p1=1 p2=3", BallotFaultKind.GAP_IN_RANKS),
        (RANKING, "p2=1 p1=1", BallotFaultKind.GAP_IN_RANKS),
        (SINGLE, "p1 p2", BallotFaultKind.TOO_MANY),
    ],
)
def test_a_sheet_against_the_rule_is_kept_with_its_fault(
    style: BallotStyle, typed: str, fault: BallotFaultKind
) -> None:
    ballot = read_marks(style, typed)
    assert fault in ballot.faults
    assert read_sheet(ballot.to_line(), style, "sheet") == ballot
    assert read_marks(style, write_marks(style, ballot)) == ballot


def test_a_blank_sheet_is_valid_where_the_rule_says_so() -> None:
    style = make_style(BallotRule(BallotKind.APPROVAL, 1, 3, blank=True), 4)
    assert read_marks(style, "0").is_valid
    assert not read_marks(style, "x").is_valid
    assert read_marks(style, "x") == UNREADABLE_SHEET


def test_two_keyers_of_equal_places_agree_whatever_the_order() -> None:
    assert read_marks(RANKING, "p2=1 p1=1") == read_marks(RANKING, "p1=1 p2=1")


@pytest.mark.parametrize(
    ("style", "typed"),
    [
        (APPROVAL, ""),
        (APPROVAL, "  "),
        (APPROVAL, "p13"),
        (APPROVAL, "p1 p1"),
        (APPROVAL, "p1=1"),
        (APPROVAL, "p1 x"),
        (APPROVAL, "p1 0"),
        (POINTS, "p1"),
        (POINTS, "p1=0"),
        (POINTS, "p1=-1"),
        (POINTS, "p1=1.5"),
        (POINTS, "p1=1=2"),
        (POINTS, "p1=²"),
        (POINTS, "p1=99999999"),
        (RANKING, "p1=1 p2"),
        (RANKING, "p1 p1"),
    ],
)
def test_a_slip_of_the_fingers_is_refused(style: BallotStyle, typed: str) -> None:
    with pytest.raises(MarksError):
        read_marks(style, typed)
