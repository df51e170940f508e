"""When comments are taken, what fits, and by which day the city answers."""

from datetime import date

import pytest

from pb.engine.cycle import StageState, StageStatus, start_cycle
from pb.kernel.errors import NotNowError
from pb.kernel.ids import StageKey
from pb.kernel.language import Language, LocalizedText
from proposals.core.comments import (
    Comment,
    CommentKind,
    Thread,
    check_comment,
    count_working_days,
    is_question_open,
    require_comments,
    takes_comments,
)
from tests.support.cycles import START, declare
from tests.support.proposals import ROUND, plans, proposal

QUESTION = Comment(
    "q",
    ROUND,
    proposal(1).id,
    CommentKind.QUESTION,
    "Milloin?",
    "Iida",
    Language.FI,
    START,
    due=date(2027, 2, 15),
)
ANSWER = Comment(
    "a",
    ROUND,
    proposal(1).id,
    CommentKind.ANSWER,
    "Pian.",
    "Olli",
    Language.FI,
    START,
    parent="q",
    unit="Puistot",
)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2027, 2, 1), 10, date(2027, 2, 15)),
        (date(2027, 2, 5), 1, date(2027, 2, 8)),
        (date(2027, 2, 6), 1, date(2027, 2, 8)),
        (date(2027, 2, 7), 5, date(2027, 2, 12)),
    ],
)
def test_weekends_are_no_working_days(start: date, days: int, due: date) -> None:
    assert count_working_days(start, days) == due


def test_comments_are_taken_from_submission_to_the_end_of_the_review() -> None:
    cycle = start_cycle(declare(*plans()))
    assert not takes_comments(cycle)
    with pytest.raises(NotNowError):
        require_comments(cycle)
    submission, review = StageKey("submission"), StageKey("review")
    cycle = cycle.with_state(StageState(submission, StageStatus.OPEN, START))
    assert takes_comments(cycle)
    cycle = cycle.with_state(StageState(submission, StageStatus.CLOSED, START, START))
    assert takes_comments(cycle)
    cycle = cycle.with_state(StageState(review, StageStatus.CLOSED, START, START))
    assert not takes_comments(cycle)


def test_question_is_open_until_an_answer_can_be_read() -> None:
    assert is_question_open(Thread(QUESTION, ()))
    assert not is_question_open(Thread(QUESTION, (ANSWER,)))


def test_comment_needs_text_and_name_that_fit() -> None:
    assert check_comment("a" * 2000, "b" * 80) == {}
    assert set(check_comment("", "")) == {"text", "name"}
    assert set(check_comment("a" * 2001, "b" * 81)) == {"text", "name"}


def test_open_data_of_a_hidden_comment_holds_no_word_of_it() -> None:
    assert QUESTION.open_data(1)["text"] == "Milloin?"
    hidden = Comment(
        "q", ROUND, proposal(1).id, CommentKind.COMMENT, "Ostakaa!", "Kauppa", Language.FI, START,
        hidden_reason=LocalizedText(fi="Mainos."), hidden_at=START,
    )  # fmt: skip
    assert hidden.open_data(1)["reason"] == {"fi": "Mainos."}
    assert "Ostakaa" not in str(hidden.open_data(1))
    assert "Kauppa" not in str(hidden.open_data(1))
