"""The engine moves a cycle in order, each act once, with two people where declared."""

from dataclasses import replace

import pytest

from pb.engine.acts import AMEND, CALENDAR, CLOSE, CLOSE_EARLY, OPEN, Act, ActName
from pb.engine.cycle import StageStatus
from pb.engine.engine import Engine
from pb.engine.journal import find_break
from pb.kernel.errors import NotFoundError, NotNowError
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message
from tests.support.cycles import CHAIR, CLERK, DAY, START, MemoryLedger, ObedientStage, declare, plan

ROUND = CycleId("2027")
FIRST, SECOND = StageKey("first"), StageKey("second")
BOTH = frozenset({"open", "close-early", "amend", "publish"})


class Town:
    """A cycle of two stages on an engine, with the ledger at hand."""

    def __init__(self, two_person: frozenset[str] = frozenset()) -> None:
        self.ledger = MemoryLedger()
        self.first = ObedientStage(FIRST)
        self.second = ObedientStage(SECOND, acts={ActName("publish"): Message("Publish")})
        self.engine: Engine[MemoryLedger] = Engine([self.first, self.second])
        declaration = declare(plan("first", 0), plan("second", 20, two_person=two_person))
        self.engine.start(declaration, self.ledger, CLERK, START - DAY)

    def run(self, day: float) -> list[Act]:
        """Let the calendar do everything due ``day`` days after START."""
        acts: list[Act] = []
        while act := self.engine.run_due(ROUND, self.ledger, START + day * DAY):
            acts.append(act)
        return acts

    def status(self, key: StageKey) -> StageStatus:
        state = self.ledger.load_cycle(ROUND).state(key)
        assert state is not None
        return state.status


def test_calendar_opens_and_closes_each_stage_at_its_date() -> None:
    town = Town()
    assert town.run(-0.5) == []
    assert town.run(0) == [Act(FIRST, OPEN)]
    assert town.run(9.9) == []
    assert town.run(10) == [Act(FIRST, CLOSE)]
    assert town.run(20) == [Act(SECOND, OPEN)]
    assert town.status(SECOND) is StageStatus.OPEN


def test_late_calendar_catches_up_in_order_and_does_each_act_once() -> None:
    town = Town()
    assert town.run(100) == [Act(FIRST, OPEN), Act(FIRST, CLOSE), Act(SECOND, OPEN), Act(SECOND, CLOSE)]
    assert town.run(100) == []
    assert town.first.done == town.second.done == ["open", "close"]
    assert town.ledger.load_cycle(ROUND).is_over


def test_stage_that_refuses_to_close_holds_the_cycle_and_says_why() -> None:
    town = Town()
    town.run(0)
    town.first.refuse_close = (Message("3 proposals have no answer."),)
    assert town.run(50) == []
    cycle = town.ledger.load_cycle(ROUND)
    assert (
        town.engine.waiting_for(cycle, Act(FIRST, CLOSE), town.ledger, START + 50 * DAY)
        == town.first.refuse_close
    )
    town.first.refuse_close = ()
    assert town.run(50)[0] == Act(FIRST, CLOSE)


def test_handoff_of_a_closed_stage_reaches_the_next() -> None:
    town = Town()
    town.run(10)
    cycle = town.ledger.load_cycle(ROUND)
    assert town.engine.received(cycle, SECOND, town.ledger) == town.ledger.handoffs[ROUND, FIRST]
    assert town.engine.received(cycle, FIRST, town.ledger) is None


def test_opening_that_needs_two_waits_for_the_second_person() -> None:
    town = Town(BOTH)
    assert town.run(20) == [Act(FIRST, OPEN), Act(FIRST, CLOSE)]
    act, now = Act(SECOND, OPEN), START + 20 * DAY
    town.engine.request(ROUND, act, town.ledger, CLERK, now, "a1")
    assert town.run(20) == []
    with pytest.raises(NotNowError, match="asked for this yourself"):
        town.engine.approve(ROUND, act, town.ledger, CLERK, now)
    town.engine.approve(ROUND, act, town.ledger, CHAIR, now)
    assert town.status(SECOND) is StageStatus.OPEN


def test_approved_opening_happens_at_its_date_and_not_before() -> None:
    town = Town(BOTH)
    town.run(10)
    act = Act(SECOND, OPEN)
    town.engine.request(ROUND, act, town.ledger, CLERK, START + 12 * DAY, "a1")
    town.engine.approve(ROUND, act, town.ledger, CHAIR, START + 13 * DAY)
    assert town.status(SECOND) is StageStatus.COMING
    assert town.run(20) == [act]
    assert town.ledger.journal[-1].event.actor == CALENDAR


def test_approval_does_not_cover_a_changed_declaration() -> None:
    town = Town(BOTH)
    town.run(10)
    act, now = Act(SECOND, OPEN), START + 12 * DAY
    town.engine.request(ROUND, act, town.ledger, CLERK, now, "a1")
    town.engine.perform(ROUND, Act(SECOND, AMEND), town.ledger, CLERK, now, '{"rules": {"maximum": 7}}')
    with pytest.raises(NotNowError, match="changed since"):
        town.engine.approve(ROUND, act, town.ledger, CHAIR, now)
    assert town.run(20) == []


def test_approval_of_a_result_does_not_cover_another_result() -> None:
    town = Town(frozenset({"publish"}))
    town.run(20)
    act, now = Act(SECOND, ActName("publish")), START + 21 * DAY
    town.engine.request(ROUND, act, town.ledger, CLERK, now, "a1")
    town.second.about = "another result"
    with pytest.raises(NotNowError, match="changed since"):
        town.engine.approve(ROUND, act, town.ledger, CHAIR, now)
    assert "publish" not in town.second.done


def test_approval_older_than_sixty_days_no_longer_counts() -> None:
    town = Town(BOTH)
    act = Act(SECOND, OPEN)
    town.engine.request(ROUND, act, town.ledger, CLERK, START - 50 * DAY, "a1")
    with pytest.raises(NotNowError, match="60 days"):
        town.engine.approve(ROUND, act, town.ledger, CHAIR, START + 11 * DAY)


def test_approval_is_spent_by_the_act() -> None:
    town = Town(frozenset({"publish"}))
    town.run(20)
    act, now = Act(SECOND, ActName("publish")), START + 21 * DAY
    town.engine.request(ROUND, act, town.ledger, CLERK, now, "a1")
    town.engine.approve(ROUND, act, town.ledger, CHAIR, now)
    assert town.second.done == ["open", "publish"]
    with pytest.raises(NotNowError, match="Two people"):
        town.engine.perform(ROUND, act, town.ledger, CHAIR, now)


def test_newer_request_replaces_the_older() -> None:
    town = Town(frozenset({"publish"}))
    town.run(20)
    act, now = Act(SECOND, ActName("publish")), START + 21 * DAY
    town.engine.request(ROUND, act, town.ledger, CLERK, now, "a1")
    town.engine.request(ROUND, act, town.ledger, CHAIR, now + DAY, "a2")
    with pytest.raises(NotNowError, match="asked for this yourself"):
        town.engine.approve(ROUND, act, town.ledger, CHAIR, now + DAY)
    town.engine.approve(ROUND, act, town.ledger, CLERK, now + DAY)
    assert town.second.done == ["open", "publish"]


def test_rule_is_changed_by_one_before_opening_and_by_two_after() -> None:
    town = Town(BOTH)
    act = Act(SECOND, AMEND)
    town.engine.perform(ROUND, act, town.ledger, CLERK, START, '{"rules": {"maximum": 4}}')
    assert town.ledger.load_cycle(ROUND).declaration.stages[1].rules == {"maximum": 4}
    town.run(10)
    now = START + 20 * DAY
    town.engine.request(ROUND, Act(SECOND, OPEN), town.ledger, CLERK, now, "a1")
    town.engine.approve(ROUND, Act(SECOND, OPEN), town.ledger, CHAIR, now)
    with pytest.raises(NotNowError, match="Two people"):
        town.engine.perform(ROUND, act, town.ledger, CLERK, now, '{"rules": {"maximum": 9}}')
    later = (now + 5 * DAY).isoformat()
    town.engine.request(ROUND, act, town.ledger, CLERK, now, "a2", f'{{"closes_at": "{later}"}}')
    cycle = town.engine.approve(ROUND, act, town.ledger, CHAIR, now)
    assert cycle.declaration.stages[1].closes_at == now + 5 * DAY


def test_amendment_that_breaks_the_calendar_is_refused() -> None:
    town = Town()
    early = (START + 5 * DAY).isoformat()
    with pytest.raises(NotNowError, match="before A stage has closed"):
        town.engine.perform(
            ROUND, Act(SECOND, AMEND), town.ledger, CLERK, START, f'{{"opens_at": "{early}"}}'
        )
    with pytest.raises(NotNowError, match="could not be read"):
        town.engine.perform(ROUND, Act(SECOND, AMEND), town.ledger, CLERK, START, '{"opens_at": 5}')


def test_closed_stage_is_not_amended_and_not_opened_again() -> None:
    town = Town()
    town.run(10)
    with pytest.raises(NotNowError, match="no longer be changed"):
        town.engine.perform(ROUND, Act(FIRST, AMEND), town.ledger, CLERK, START + 11 * DAY, "{}")
    with pytest.raises(NotNowError, match="does not open again"):
        town.engine.perform(ROUND, Act(FIRST, OPEN), town.ledger, CLERK, START + 11 * DAY)


def test_no_stage_is_skipped() -> None:
    town = Town()
    with pytest.raises(NotNowError, match="has not closed yet"):
        town.engine.perform(ROUND, Act(SECOND, OPEN), town.ledger, CLERK, START + 20 * DAY)


def test_closing_early_needs_no_date_and_plain_closing_does() -> None:
    town = Town()
    town.run(0)
    with pytest.raises(NotNowError, match="closes on"):
        town.engine.perform(ROUND, Act(FIRST, CLOSE), town.ledger, CLERK, START + DAY)
    town.engine.perform(ROUND, Act(FIRST, CLOSE_EARLY), town.ledger, CLERK, START + DAY)
    assert town.status(FIRST) is StageStatus.CLOSED


def test_after_an_early_close_the_next_stage_can_be_moved_forward() -> None:
    town = Town()
    town.run(0)
    town.engine.perform(ROUND, Act(FIRST, CLOSE_EARLY), town.ledger, CLERK, START + DAY)
    sooner = START + 2 * DAY
    town.engine.perform(
        ROUND, Act(SECOND, AMEND), town.ledger, CLERK, sooner, f'{{"opens_at": "{sooner.isoformat()}"}}'
    )
    assert town.run(2) == [Act(SECOND, OPEN)]


def test_every_act_is_in_the_journal_with_its_actor_and_the_chain_holds() -> None:
    town = Town(BOTH)
    town.run(20)
    act, now = Act(SECOND, OPEN), START + 20 * DAY
    town.engine.request(ROUND, act, town.ledger, CLERK, now, "a1")
    town.engine.approve(ROUND, act, town.ledger, CHAIR, now)
    assert town.ledger.acts() == [
        "declare", "open first", "close first", "request-open second", "approve-open second", "open second",
    ]  # fmt: skip
    assert [entry.event.actor for entry in town.ledger.journal[-3:]] == [CLERK, CHAIR, CHAIR]
    assert find_break(town.ledger.journal) is None


def test_unknown_stages_and_acts_are_not_found() -> None:
    town = Town()
    town.run(0)
    with pytest.raises(NotFoundError):
        town.engine.stage(StageKey("third"))
    with pytest.raises(NotFoundError):
        town.engine.perform(ROUND, Act(FIRST, ActName("dance")), town.ledger, CLERK, START)
    assert town.engine.check(declare(plan("third", 0)))[0].text.startswith("There is no such kind of stage")


def test_request_for_what_one_person_may_do_is_refused() -> None:
    town = Town()
    with pytest.raises(NotNowError, match="no second person"):
        town.engine.request(ROUND, Act(SECOND, OPEN), town.ledger, CLERK, START, "a1")
    with pytest.raises(NotNowError, match="Nobody has asked"):
        town.engine.approve(ROUND, Act(SECOND, OPEN), town.ledger, CLERK, START)


def test_unsound_declaration_does_not_start() -> None:
    town = Town()
    unsound = replace(declare(plan("first", 0)), areas=())
    with pytest.raises(NotNowError, match="no area"):
        town.engine.start(unsound, town.ledger, CLERK, START)
