"""When an answer may be saved, and when the review may close."""

from dataclasses import replace

import pytest

from pb.kernel.ids import AccountId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from proposals.core.proposal import ProposalStatus
from proposals.core.review import (
    AnsweredProposal,
    Feasibility,
    Review,
    Verdict,
    check_verdict,
    missing_languages,
    settle_cost,
    tell_missing,
)
from proposals.core.rules import ReviewRules
from proposals.core.shortlist import make_shortlist
from tests.support.cycles import START
from tests.support.proposals import FEASIBLE, NOT_FEASIBLE, REASON, proposal

RULES = ReviewRules(maximum_cost=Cents(20_000_00))


def answer(
    number: int, verdict: Verdict | None = None, status: ProposalStatus = ProposalStatus.SENT
) -> AnsweredProposal:
    review = Review(verdict, 1, AccountId("a"), "Aino", "Parks", START) if verdict else None
    return AnsweredProposal(proposal(number, status), review)


def test_sound_verdicts_may_be_saved() -> None:
    assert check_verdict(FEASIBLE, RULES, has_money=True) == {}
    assert check_verdict(NOT_FEASIBLE, RULES, has_money=True) == {}
    assert check_verdict(replace(FEASIBLE, cost=Cents(0)), RULES, has_money=False) == {}


@pytest.mark.parametrize(
    ("verdict", "field", "told"),
    [
        (replace(FEASIBLE, cost=Cents(0)), "cost", "what the project costs"),
        (replace(FEASIBLE, cost=Cents(20_000_01)), "cost", "at most 20000 euros"),
        (replace(FEASIBLE, reason=LocalizedText()), "reason_fi", "reason for the public"),
        (replace(NOT_FEASIBLE, reason=LocalizedText()), "reason_fi", "reason for the public"),
        (
            replace(FEASIBLE, reason=LocalizedText(fi="ok", en="x" * 2001)),
            "reason_en",
            "Characters too many: 1",
        ),
    ],
)
def test_unsound_verdict_is_told_beside_its_field(verdict: Verdict, field: str, told: str) -> None:
    faults = check_verdict(verdict, RULES, has_money=True)
    assert list(faults) == [field]
    assert told in str(faults[field])


def test_verdict_in_one_language_may_be_saved_but_not_released() -> None:
    half = replace(FEASIBLE, reason=LocalizedText(sv="Stranden är stadens mark."))
    assert check_verdict(half, RULES, has_money=True) == {}
    assert missing_languages(half, RULES) == (Language.FI,)


def test_cycle_without_money_keeps_no_cost() -> None:
    assert settle_cost(FEASIBLE, has_money=False).cost == 0
    assert settle_cost(FEASIBLE, has_money=True) == FEASIBLE


def test_what_keeps_the_review_open_is_told() -> None:
    assert [str(told) for told in tell_missing(2, 1)] == [
        "Proposals without an answer: 2.",
        "Answers whose reason is missing in a language: 1.",
    ]
    assert tell_missing(0, 0) == ()


def test_shortlist_holds_feasible_standing_proposals_by_number() -> None:
    shortlist = make_shortlist(
        [
            answer(12, FEASIBLE),
            answer(3, FEASIBLE),
            answer(4, NOT_FEASIBLE),
            answer(5),
            answer(6, FEASIBLE, ProposalStatus.HIDDEN),
            answer(7, FEASIBLE, ProposalStatus.WITHDRAWN),
        ]
    )
    assert [project.id for project in shortlist.projects] == ["3", "12"]
    first = shortlist.projects[0]
    assert (first.cost, first.area, first.proposal) == (12_000_00, "north", "p3")
    assert first.title == LocalizedText(fi="Penkkejä rantareitille")


def test_mark_names_the_verdict_and_nothing_else() -> None:
    assert FEASIBLE.mark() == Verdict(Feasibility.FEASIBLE, Cents(12_000_00), REASON).mark()
    assert FEASIBLE.mark() != NOT_FEASIBLE.mark()
