"""No sequence of acts, dates and people breaks the order of stages, the two persons or the chain."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from pb.engine.acts import AMEND, CLOSE, CLOSE_EARLY, OPEN, Act, ActName, Actor
from pb.engine.cycle import StageStatus
from pb.engine.engine import Engine
from pb.engine.journal import JournalEntry, find_break
from pb.kernel.errors import DomainError
from pb.kernel.ids import CycleId, StageKey
from pb.kernel.message import Message
from tests.support.cycles import CHAIR, CLERK, DAY, START, MemoryLedger, ObedientStage, declare, plan

ROUND = CycleId("2027")
KEYS = [StageKey("first"), StageKey("second"), StageKey("third")]
GUARDED = frozenset({"open", "close-early", "amend", "publish"})
NAMES = [OPEN, CLOSE, CLOSE_EARLY, AMEND, ActName("publish")]
STEPS = st.tuples(
    st.sampled_from(["run", "perform", "request", "approve"]),
    st.sampled_from(KEYS),
    st.sampled_from(NAMES),
    st.sampled_from([CLERK, CHAIR]),
    st.integers(0, 20),
)


def build() -> tuple[Engine[MemoryLedger], MemoryLedger]:
    ledger = MemoryLedger()
    engine: Engine[MemoryLedger] = Engine(
        [ObedientStage(key, acts={ActName("publish"): Message("Publish")}) for key in KEYS]
    )
    plans = [plan(key, 20 * place, two_person=GUARDED) for place, key in enumerate(KEYS)]
    engine.start(declare(*plans), ledger, CLERK, START)
    return engine, ledger


def take(
    engine: Engine[MemoryLedger],
    ledger: MemoryLedger,
    how: str,
    act: Act,
    actor: Actor,
    now: datetime,
    number: int,
) -> None:
    amendment = '{"rules": {"maximum": 3}}' if act.name == AMEND else ""
    try:
        if how == "run":
            engine.run_due(ROUND, ledger, now)
        elif how == "perform":
            engine.perform(ROUND, act, ledger, actor, now, amendment)
        elif how == "request":
            engine.request(ROUND, act, ledger, actor, now, str(number), amendment)
        else:
            engine.approve(ROUND, act, ledger, actor, now)
    except DomainError:
        return


@given(st.lists(STEPS, max_size=40))
def test_stages_run_in_order_and_guarded_acts_have_two_people(
    steps: list[tuple[str, StageKey, ActName, Actor, int]],
) -> None:
    engine, ledger = build()
    now = START
    for number, (how, key, name, actor, days) in enumerate(steps):
        now += days * DAY
        take(engine, ledger, how, Act(key, name), actor, now, number)
        ranks = [list(StageStatus).index(state.status) for state in ledger.load_cycle(ROUND).states]
        assert ranks == sorted(ranks, reverse=True)
        assert ranks.count(1) <= 1
    assert find_break(ledger.journal) is None
    for place, entry in enumerate(ledger.journal):
        if entry.event.act in GUARDED - {"amend"}:
            assert approvers(ledger.journal[:place], entry) == {CLERK, CHAIR}


def approvers(earlier: list[JournalEntry], entry: JournalEntry) -> set[Actor]:
    """Return who asked for and who agreed to the newest approval of this act."""
    found: set[Actor] = set()
    for wanted in (f"approve-{entry.event.act}", f"request-{entry.event.act}"):
        about = [
            item for item in earlier if item.event.act == wanted and item.event.stage == entry.event.stage
        ]
        found.add(about[-1].event.actor)
    return found


@given(st.data())
def test_any_change_to_the_journal_shows(data: st.DataObject) -> None:
    engine, ledger = build()
    now = START + 100 * DAY
    for key in KEYS:
        engine.request(ROUND, Act(key, OPEN), ledger, CLERK, now, key)
        engine.approve(ROUND, Act(key, OPEN), ledger, CHAIR, now)
        engine.run_due(ROUND, ledger, now)
    journal = list(ledger.journal)
    place = data.draw(st.integers(0, len(journal) - 1))
    entry = journal[place]
    forged = data.draw(
        st.sampled_from(
            [
                replace(entry, event=replace(entry.event, actor=Actor(entry.event.actor.id, "Somebody"))),
                replace(entry, event=replace(entry.event, act="nothing")),
                replace(entry, event=replace(entry.event, details={"about": "x"})),
                replace(entry, at=entry.at + DAY),
                replace(entry, previous="f" * 64),
                replace(entry, hash="f" * 64),
            ]
        )
    )
    assert find_break([*journal[:place], forged, *journal[place + 1 :]]) == place + 1
    if place < len(journal) - 1:
        assert find_break([*journal[:place], *journal[place + 1 :]]) == place + 1
