"""How much feedback a round received and gave: what the yearly report on participation counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from statistics import median


@dataclass(frozen=True, slots=True)
class Feedback:
    """Counts of a round, hidden ones left out.

    ``comments`` and ``questions`` are residents', ``replies`` the city's. ``reply_days`` is the median of whole days
    from a question to its first answer; None before there is one.
    """

    comments: int
    questions: int
    replies: int
    answered: int
    overdue: int
    reply_days: float | None


def find_median_days(answered: Iterable[tuple[datetime, datetime]], zone: tzinfo) -> float | None:
    """Return the median of days between the dates of question and answer, by the town's own calendar."""
    days = [(_day(after, zone) - _day(before, zone)).days for before, after in answered]
    return float(median(days)) if days else None


def _day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()
