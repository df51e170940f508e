"""What happened in the rounds, for those who follow them: stages that opened, closed or changed, and what stages tell.

The journal also holds what only officials read; of it no more than these acts is told, and never by whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pb.engine.acts import AMEND, CLOSE, CLOSE_EARLY, OPEN, ActName
from pb.engine.cycle import Cycle
from pb.engine.engine import Engine
from pb.engine.journal import JournalEntry
from pb.engine.public import News
from pb.kernel.ids import StageKey
from pb.kernel.message import Message
from pb.storage.unit_of_work import Work

MOST = 50
TOLD = {
    OPEN: Message("Has begun: %(stage)s"),
    CLOSE: Message("Has ended: %(stage)s"),
    CLOSE_EARLY: Message("Has ended early: %(stage)s"),
    AMEND: Message("Dates or rules have changed: %(stage)s"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """News in its round."""

    cycle: Cycle
    news: News

    @property
    def path(self) -> str:
        """The address below the language."""
        return f"cycles/{self.cycle.id}/{self.news.path}".rstrip("/")


def list_news(cycles: Sequence[Cycle], engine: Engine[Work], work: Work) -> tuple[Item, ...]:
    """Return the newest news of the rounds, the newest first."""
    items = [Item(cycle, news) for cycle in cycles for news in _list_one(cycle, engine, work)]
    return tuple(sorted(items, key=_order, reverse=True)[:MOST])


def _list_one(cycle: Cycle, engine: Engine[Work], work: Work) -> list[News]:
    known = {plan.key for plan in cycle.declaration.stages}
    moves = [
        _tell(entry, engine)
        for entry in work.read_journal(cycle.id)
        if entry.event.act in TOLD and entry.event.stage in known
    ]
    return [*moves, *(news for key in known for news in engine.stage(key).news(cycle, work))]


def _tell(entry: JournalEntry, engine: Engine[Work]) -> News:
    told = TOLD[ActName(entry.event.act)]
    name = engine.stage(StageKey(entry.event.stage)).name
    return News(f"journal-{entry.sequence}", entry.at, Message(told.text, {"stage": name}))


def _order(item: Item) -> tuple[datetime, str]:
    return item.news.at, item.news.key
