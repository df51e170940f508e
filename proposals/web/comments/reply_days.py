"""The days to the city's answers, kept by the process: finding the median among thousands takes a while."""

from datetime import tzinfo
from weakref import WeakKeyDictionary

from pb.kernel.ids import CycleId
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from proposals.storage.feedback import AnswerMark, FindDays, find_reply_days

KNOWN: WeakKeyDictionary[Database, dict[CycleId, tuple[AnswerMark, float | None]]] = WeakKeyDictionary()


def recall_reply_days(database: Database, work: Work, cycle_id: CycleId, zone: tzinfo) -> FindDays:
    """Return what finds the median of a round, anew only when an answer has come, changed or gone."""
    known = KNOWN.setdefault(database, {})

    def find(mark: AnswerMark) -> float | None:
        last = known.get(cycle_id)
        if last is None or last[0] != mark:
            last = known[cycle_id] = (mark, find_reply_days(work, cycle_id, zone))
        return last[1]

    return find
