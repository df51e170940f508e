"""Dates and rules are changed by one official before a stage opens, and by two when it has."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pb.web.roles import Role
from tests.support.cycles import DAY, START
from tests.support.visitors import Town
from tests.web.main.test_cycle_administration import CYCLE, pass_time

REVIEW = f"{CYCLE}/amend/review"
VOTING = f"{CYCLE}/amend/voting"


def local(day: float) -> str:
    """Return a moment as the browser's field sends it, in the town's winter time."""
    return (START + day * DAY + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")


def test_date_is_moved_by_one_before_the_stage_opens(town: Town) -> None:
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open(REVIEW)
    assert "Changed, and written in the journal" in official.send({"closes_at": local(32)})
    with town.database.read() as work:
        plan = work.list_cycles()[0].declaration.plan("review")
    assert plan is not None
    assert plan.closes_at == START + 32 * DAY


def test_sealed_rule_is_changed_when_a_second_person_approves(town: Town) -> None:
    pass_time(town, 22)
    first, second = town.staff("first", Role.ADMINISTRATOR), town.staff("second", Role.ADMINISTRATOR)
    open_with_guard(town)
    first.open(REVIEW)
    assert "rules are sealed" in first.page
    first.send({"closes_at": local(33)})
    assert "Closes: now 3 March 2027 at 10:00, then 6 March 2027 at 10:00" in second.open(CYCLE)
    second.send(action="/review/amend/approve")
    with town.database.read() as work:
        plan = work.list_cycles()[0].declaration.plan("review")
    assert plan is not None
    assert plan.closes_at == START + 33 * DAY


def open_with_guard(town: Town) -> None:
    """Make amendments of the review stage need two people, as a declaration may ask."""
    with town.database.write() as work:
        cycle = work.list_cycles()[0]
        stages = tuple(
            replace(plan, two_person=frozenset({"amend"})) if plan.key == "review" else plan
            for plan in cycle.declaration.stages
        )
        work.save_cycle(replace(cycle, declaration=replace(cycle.declaration, stages=stages)))
        work.commit()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "Nothing has been changed"),
        ({"closes_at": "soon"}, "Write the date and time such as"),
        ({"closes_at": local(10)}, "closes before it opens"),
        ({"closes_at": local(45)}, "Voting opens before Review has closed"),
        ({"rules": "maximum is 5"}, "Line 1 is not a rule"),
        ({"rules": "maximum = 1.5"}, "Line 1 is not a rule"),
        ({"rules": "mystery = 1"}, "mystery"),
    ],
)
def test_change_that_cannot_stand_is_refused_with_the_typed_text_kept(
    town: Town, change: dict[str, str], told: str
) -> None:
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open(VOTING if "rules" in change else REVIEW)
    page = official.send(change, action="", status=422)
    assert told in page
    assert "There is a problem" in page
    for typed in change.values():
        assert typed in page


def test_closed_stage_is_not_changed(town: Town) -> None:
    pass_time(town, 15)
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open(f"{CYCLE}/amend/submission")
    assert "can no longer be changed" in official.send({"closes_at": local(12)}, status=422)


def test_wrong_date_is_told_at_the_date(town: Town) -> None:
    official = town.staff("first", Role.ADMINISTRATOR)
    official.open(REVIEW)
    assert 'href="#f-closes_at"' in official.send({"closes_at": local(45)}, action="", status=422)
