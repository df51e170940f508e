"""Acts and journal entries in an official's words."""

from collections.abc import Mapping

from pb.engine.acts import AMEND, CLOSE, CLOSE_EARLY, OPEN
from pb.engine.engine import Engine
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work

ACTS: Mapping[str, Message] = {
    OPEN: Message("Open the stage"),
    CLOSE: Message("Close the stage"),
    CLOSE_EARLY: Message("Close the stage early"),
    AMEND: Message("Change the stage's dates or rules"),
}

EVENTS: Mapping[str, Message] = {
    "declare": Message("Round declared"),
    OPEN: Message("Stage opened"),
    CLOSE: Message("Stage closed"),
    CLOSE_EARLY: Message("Stage closed early"),
    AMEND: Message("Dates or rules changed"),
}


def name_act(engine: Engine[Work], stage: StageKey, act: str) -> Message:
    """Return the words of an act's button."""
    return ACTS.get(act) or {str(key): words for key, words in engine.stage(stage).acts.items()}[act]


def name_event(engine: Engine[Work], stage: str, act: str) -> Message:
    """Return the words of a journal entry; the bare name for entries of stages that are no longer plugged in."""
    asked, consented = act.removeprefix("request-"), act.removeprefix("approve-")
    if asked != act:
        return Message("Approval asked: %(act)s", {"act": name_event(engine, stage, asked)})
    if consented != act:
        return Message("Approved: %(act)s", {"act": name_event(engine, stage, consented)})
    if act in EVENTS:
        return EVENTS[act]
    known = engine.stage(StageKey(stage)) if stage else None
    words = {**{str(key): name for key, name in known.acts.items()}, **known.events} if known else {}
    return words.get(act) or Message("%(act)s", {"act": act})
