"""The published count: by marks of each ballot's kind, invalid ballots nowhere, ties by lot."""

import json
from collections.abc import Sequence

from pb.kernel.ids import ProjectId
from pb.kernel.money import Cents
from tests.support.ballots import make_style
from tests.support.sealed_election import make_terms
from voting.core.ballot.choices import Choices
from voting.core.ballot.rule import BallotKind, BallotRule
from voting.core.ballot.style import BallotStyle
from voting.core.counting import Completion, CountingRule, Method, Utility
from voting.core.tally.opened import judge_choices
from voting.core.tally.outcome_file import StyleOutcome, count_style, write_outcome
from voting.core.tally.terms import CountTerms, PotTerms

STYLE = make_style(BallotRule(BallotKind.APPROVAL, maximum=2, blank=True), 4)
IDS = STYLE.projects


def choose(*pairs: tuple[int, int]) -> Choices:
    return tuple((ProjectId(f"p{number}"), value) for number, value in pairs)


def lines(style: BallotStyle, *ballots: Choices) -> list[bytes]:
    return [judge_choices(style, ballot).to_line() for ballot in ballots]


def count_lines(
    sealed: Sequence[bytes], paper: Sequence[bytes] = (), lots: tuple[ProjectId, ...] = IDS
) -> StyleOutcome:
    return count_style(STYLE, make_terms([STYLE]), lots, sealed, paper)


def test_paper_and_sealed_ballots_count_alike_and_invalid_ones_nowhere() -> None:
    sealed = lines(STYLE, choose((1, 1)), choose((1, 1), (2, 1), (3, 1)), ())
    plain = count_lines(sealed, lines(STYLE, choose((2, 1)), choose((2, 1)), choose((1, 5)))).to_plain()
    assert (plain["sealed"], plain["paper"], plain["invalid"], plain["blank"]) == (3, 3, 2, 1)
    assert [project["support"] for project in plain["projects"]] == [1, 2, 0, 0]  # type: ignore[union-attr, index, call-overload]
    assert plain["selected"] == ["p2", "p1"]
    assert plain["spent"] == 200


def test_tie_goes_to_the_lot() -> None:
    sealed = lines(STYLE, *(choose((number, 1)) for number in (1, 2, 3, 4)))
    for first, second in ((IDS[2], IDS[0]), (IDS[3], IDS[1])):
        rest = tuple(project for project in IDS if project not in (first, second))
        outcome = count_lines(sealed, lots=(first, second, *rest))
        assert outcome.selected == (first, second)
        assert outcome.to_plain()["lots"] == [first, second, *rest]


def test_without_a_named_project_there_is_no_result() -> None:
    plain = count_lines(lines(STYLE, ())).to_plain()
    assert plain["selected"] == []
    assert {project["fate"] for project in plain["projects"]} == {"no-votes"}  # type: ignore[union-attr, index, call-overload]


def test_cycle_without_money_has_so_many_winners() -> None:
    free = BallotStyle(STYLE.id, IDS, (Cents(0),) * 4, STYLE.rule)
    terms = CountTerms(
        CountingRule(Method.GREEDY_VOTES, completion=Completion.NONE), {free.id: PotTerms(None, 3)}
    )
    outcome = count_style(
        free, terms, IDS, lines(free, choose((4, 1)), choose((2, 1)), choose((1, 1), (4, 1)))
    )
    assert outcome.selected == ("p4", "p1", "p2")
    assert outcome.to_plain()["spent"] == 0


def test_equal_shares_give_their_exact_prices() -> None:
    sealed = lines(STYLE, choose((1, 1)), choose((1, 1), (2, 1)), choose((2, 1)))
    rule = CountingRule(completion=Completion.NONE)
    outcome = count_style(STYLE, make_terms([STYLE], rule), IDS, sealed)
    assert outcome.to_plain()["prices"] == {"purchases": [["p1", "50/1"]], "share": "200/3"}
    assert json.loads(write_outcome([outcome], bytes(32)))["manifest"] == "00" * 32


def test_last_place_of_a_ranking_counts_one_point() -> None:
    style = make_style(BallotRule(BallotKind.RANKING), 4)
    rule = CountingRule(Method.GREEDY_VOTES, Utility.POINTS, Completion.NONE)
    ranked = lines(style, choose((3, 1), (1, 2), (2, 3)), choose((2, 1)))
    assert count_style(style, make_terms([style], rule), IDS, ranked).support == {
        "p1": 2,
        "p2": 2,
        "p3": 3,
        "p4": 0,
    }


def test_points_are_the_support_where_the_rule_counts_points() -> None:
    style = make_style(BallotRule(BallotKind.POINTS, top=5, most_total=9), 4)
    rule = CountingRule(Method.GREEDY_VOTES, Utility.POINTS, Completion.NONE)
    outcome = count_style(
        style, make_terms([style], rule), IDS, lines(style, choose((1, 2), (2, 5)), choose((1, 1)))
    )
    assert outcome.support == {"p1": 3, "p2": 5, "p3": 0, "p4": 0}
    assert outcome.selected == ("p2", "p1")
