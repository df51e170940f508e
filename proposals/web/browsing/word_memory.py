"""The counted words of each round, kept by the process: at ten thousand proposals counting takes a while.

A proposal that came or changed is counted at once where that is quick, else within a minute; one that left sight is left
out at once.
"""

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic, thread_time
from weakref import WeakKeyDictionary

from pb.engine.cycle import Cycle
from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from proposals.core.word_counts import count_words
from proposals.core.word_picture import WordPicture, draw_words
from proposals.storage.overview import Mark, read_mark, read_texts

LONGEST = 60.0
QUICK = 0.05
"""Seconds of counting that every change is worth."""

MOST = 200
"""Rounds with areas that a database's memory holds."""


@dataclass(frozen=True, slots=True)
class _Counted:
    mark: Mark
    made: float
    took: float
    picture: WordPicture

    def is_good(self, mark: Mark) -> bool:
        if self.mark == mark:
            return True
        has_left = self.mark.removed_at != mark.removed_at or mark.standing < self.mark.standing
        return not has_left and self.took > QUICK and monotonic() - self.made < LONGEST


@dataclass(slots=True)
class _Memory:
    lock: Lock = field(default_factory=Lock)
    counted: dict[tuple[CycleId, str], _Counted] = field(default_factory=dict)


_MEMORIES: WeakKeyDictionary[Database, _Memory] = WeakKeyDictionary()


def recall_words(database: Database, work: Work, cycle: Cycle, area: str) -> WordPicture:
    """Return the words of a round, or of one of its areas; counted anew only when they may have changed.

    The areas' own names are no topic and left out.
    """
    memory = _MEMORIES.setdefault(database, _Memory())
    key, mark = (cycle.id, area), read_mark(work, cycle.id)
    with memory.lock:
        known = memory.counted.get(key)
        if known is None or not known.is_good(mark):
            began = thread_time()
            names = [each.name for each in cycle.declaration.areas]
            words = count_words(read_texts(work, cycle.id, area), names)
            picture = draw_words(words)
            known = _Counted(mark, monotonic(), thread_time() - began, picture)
            memory.counted.pop(key, None)
            memory.counted[key] = known
            while len(memory.counted) > MOST:
                del memory.counted[next(iter(memory.counted))]
    return known.picture
