"""Choices and integers belong together one to one, in every kind of ballot."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.ballots import make_style
from voting.core.ballot.check import check_choices
from voting.core.ballot.choices import Choices, arrange_choices, decode_choices, encode_choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.encryption.group import EncodingError

RULES = [
    BallotRule(BallotKind.APPROVAL, blank=True),
    BallotRule(BallotKind.KNAPSACK, budget=Cents(250)),
    BallotRule(BallotKind.POINTS, top=2, most_total=3),
    BallotRule(BallotKind.SCORES, top=2),
    BallotRule(BallotKind.RANKING, maximum=3),
    BallotRule(BallotKind.RANKING),
    BallotRule(BallotKind.SINGLE, maximum=1),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}-{rule.maximum}")
def test_every_integer_of_a_small_style_is_one_set_of_choices(rule: BallotRule) -> None:
    style = make_style(rule, 3)
    capacity = 1
    for radix in style.radices:
        capacity *= radix
    seen = set()
    for number in range(capacity):
        choices = decode_choices(style, number)
        seen.add(choices)
        if not check_choices(style, choices):
            assert encode_choices(style, choices) == number
            assert arrange_choices(style, choices) == choices
    with pytest.raises(EncodingError):
        decode_choices(style, capacity)
    valid = {choices for choices in seen if not check_choices(style, choices)}
    assert valid == set(_valid_choices(rule))


def _valid_choices(rule: BallotRule) -> list[Choices]:
    """Every valid set of choices among three projects of one euro, said in another way than the code does."""
    names = [ProjectId("p1"), ProjectId("p2"), ProjectId("p3")]
    sets = [chosen for size in range(4) for chosen in itertools.combinations(names, size)]
    match rule.kind:
        case BallotKind.APPROVAL:
            return [tuple((name, 1) for name in chosen) for chosen in sets]
        case BallotKind.KNAPSACK:
            return [tuple((name, 1) for name in chosen) for chosen in sets if 0 < len(chosen) <= 2]
        case BallotKind.SINGLE:
            return [((name, 1),) for name in names]
        case BallotKind.RANKING:
            return [
                tuple((name, place) for place, name in enumerate(order, 1))
                for size in (1, 2, 3)
                for order in itertools.permutations(names, size)
            ]
        case BallotKind.POINTS | BallotKind.SCORES:
            return [
                tuple((name, value) for name, value in zip(names, values, strict=True) if value)
                for values in itertools.product(range(3), repeat=3)
                if any(values) and (rule.most_total is None or sum(values) <= rule.most_total)
            ]


@given(st.sets(st.integers(1, 300)))
def test_approval_of_many_projects_survives_the_way_there_and_back(chosen: set[int]) -> None:
    style = make_style(BallotRule(BallotKind.APPROVAL, blank=True), 300)
    assert style.width == 2
    choices = tuple((ProjectId(f"p{number}"), 1) for number in sorted(chosen))
    assert decode_choices(style, encode_choices(style, choices)) == choices


@pytest.mark.parametrize(
    "choices",
    [
        ((ProjectId("p9"), 1),),
        ((ProjectId("p1"), 2),),
        ((ProjectId("p1"), 0),),
        ((ProjectId("p1"), -1),),
        ((ProjectId("p1"), 1), (ProjectId("p1"), 1)),
    ],
)
def test_choices_without_a_digit_are_refused(choices: Choices) -> None:
    with pytest.raises(ValueError, match="on the ballot"):
        encode_choices(make_style(BallotRule(BallotKind.APPROVAL), 3), choices)


def test_two_projects_in_one_place_of_a_ranking_are_refused() -> None:
    style = make_style(BallotRule(BallotKind.RANKING), 3)
    with pytest.raises(ValueError, match="no place"):
        encode_choices(style, ((ProjectId("p1"), 1), (ProjectId("p2"), 1)))


def test_224_approvals_fit_one_block_and_one_more_does_not() -> None:
    assert make_style(BallotRule(BallotKind.APPROVAL), 224).width == 1
    assert make_style(BallotRule(BallotKind.APPROVAL), 225).width == 2
